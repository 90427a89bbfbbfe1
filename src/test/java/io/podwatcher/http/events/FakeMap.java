package io.podwatcher.http.events;

import io.podwatcher.messages.CacheClient;
import io.podwatcher.messages.lookup.LookupReply;
import io.podwatcher.messages.lookup.LookupRequest;
import io.podwatcher.messages.lookup.VersionWait;
import io.podwatcher.messages.lookup.Wait;
import io.podwatcher.messages.lookup.WaitRequest;
import io.podwatcher.messages.map.ChangesReply;
import io.podwatcher.messages.map.ChangesRequest;
import io.podwatcher.messages.map.PageReply;
import io.podwatcher.messages.map.PageRequest;
import io.podwatcher.messages.map.StatusReply;
import io.podwatcher.messages.recording.ConfirmedReply;
import io.podwatcher.messages.recording.UnownedReply;
import io.podwatcher.messages.watch.WatchAge;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A map that records the requests and answers them when the test says so. One thread. */
final class FakeMap implements CacheClient {

    static final String INSTANCE = "abc";

    final List<PageRequest> pageRequests = new ArrayList<>();
    final List<ChangesRequest> changesRequests = new ArrayList<>();
    private Promise<PageReply> page = Promise.promise();
    private Promise<ChangesReply> changes = Promise.promise();

    static IpAddress ip(String text) {
        return IpAddress.parse(text).orElseThrow();
    }

    /** The changes that these pods are; the first has the position that follows on this one, and so on. */
    static ChangesReply changes(long after, Pod... pods) {
        List<ChangesReply.Change> changes = new ArrayList<>();
        long position = after;
        for (Pod pod : pods) {
            position++;
            changes.add(new ChangesReply.Change(pod.ips().get(0), Optional.of(pod), position));
        }
        return new ChangesReply(
                INSTANCE,
                Optional.of(changes),
                position,
                Optional.empty(),
                Optional.empty(),
                position,
                0,
                pods.length,
                true,
                WatchAge.NONE);
    }

    /** Says that changes behind the position that was asked for are not kept any more. */
    static ChangesReply forgotten() {
        return new ChangesReply(
                INSTANCE, Optional.empty(), 100, Optional.empty(), Optional.empty(), 100, 90, 1, true, WatchAge.NONE);
    }

    static PageReply page(Optional<IpAddress> next, Pod... pods) {
        return new PageReply(
                Arrays.stream(pods)
                        .map(pod -> new PageReply.OwnedIp(pod.ips().get(0), pod))
                        .toList(),
                next,
                true,
                WatchAge.NONE);
    }

    /** Answers the request for a page that is in progress. */
    void answer(PageReply reply) {
        Promise<PageReply> answered = page;
        page = Promise.promise();
        answered.complete(reply);
    }

    /** Answers the request for changes that is in progress. */
    void answer(ChangesReply reply) {
        Promise<ChangesReply> answered = changes;
        changes = Promise.promise();
        answered.complete(reply);
    }

    void failPage(Throwable failure) {
        Promise<PageReply> answered = page;
        page = Promise.promise();
        answered.fail(failure);
    }

    @Override
    public Future<ChangesReply> changes(ChangesRequest request) {
        changesRequests.add(request);
        return changes.future();
    }

    @Override
    public Future<PageReply> page(PageRequest request) {
        pageRequests.add(request);
        return page.future();
    }

    @Override
    public Future<LookupReply> lookup(LookupRequest request) {
        throw new UnsupportedOperationException("Streams of events look nothing up");
    }

    @Override
    public Future<LookupReply> await(WaitRequest request) {
        throw new UnsupportedOperationException("Streams of events await no IP");
    }

    @Override
    public Future<LookupReply> await(VersionWait request) {
        throw new UnsupportedOperationException("Streams of events await no version");
    }

    @Override
    public void cancel(Wait request) {
        throw new UnsupportedOperationException("Streams of events await no IP");
    }

    @Override
    public Future<ConfirmedReply> confirmed() {
        throw new UnsupportedOperationException("Streams of events record nothing");
    }

    @Override
    public Future<UnownedReply> unowned() {
        throw new UnsupportedOperationException("Streams of events record nothing");
    }

    @Override
    public Future<StatusReply> status() {
        throw new UnsupportedOperationException("Streams of events need no status");
    }
}
