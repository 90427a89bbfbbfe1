package io.podwatcher.http.bulk;

import io.podwatcher.http.exchange.InternalErrors;
import io.podwatcher.http.exchange.JsonReplies;
import io.podwatcher.http.history.PastLookups;
import io.podwatcher.http.lookup.LookupBatcher;
import io.podwatcher.http.lookup.LookupMeters;
import io.podwatcher.http.streaming.LongAnswer;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.MapVersion;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * Finds the results of one slice, each source asked once. Without a reply the bulk request fails: the rest of its
 * questions would only wait, too. On the event loop of its connection.
 */
final class SliceLookup implements LookupBatcher.Receiver {

    private final Sources sources;
    private final Slice slice;
    private final List<IpAddress> ips;
    private final LongAnswer answer;
    private final HttpServerResponse response;
    private final Runnable then;

    /**
     * @param then runs when the slice has its results; not if there are none, and the request has been answered
     */
    SliceLookup(Sources sources, Slice slice, LongAnswer answer, Runnable then) {
        this.sources = sources;
        this.slice = slice;
        this.ips = slice.ips();
        this.answer = answer;
        this.response = answer.response();
        this.then = then;
    }

    /** Asks the map last: the history may take long, and what is true now is to be true when it is sent. */
    void start() {
        if (slice.asksThePast()) {
            askHistory(sources.history().orElseThrow());
        } else {
            askMap();
        }
    }

    private void askHistory(PastLookups history) {
        history.results(slice.questions())
                .map(results -> {
                    if (!answer.clientGone()) {
                        slice.remembered(results);
                        askMap();
                    }
                    return null;
                })
                .onFailure(cause -> {
                    answer.ended();
                    history.fail(response, cause);
                });
    }

    private void askMap() {
        if (ips.isEmpty()) {
            then.run();
        } else {
            sources.map().lookup(ips, this);
        }
    }

    @Override
    public void answered(List<LookupResult> answers, int first, long age, MapVersion version) {
        if (answer.clientGone()) {
            return;
        }
        List<LookupResult> found = answers.subList(first, first + ips.size());
        found.forEach(result -> sources.meters().answered(result, LookupMeters.UNTIMED));
        if (!response.headWritten()) {
            if (found.get(0) == LookupResult.Refused.NOT_SYNCED) {
                answer.ended();
                JsonReplies.notSynced(response);
                return;
            }
            JsonReplies.fromMap(response, age, version);
        }
        slice.found(found);
        then.run();
    }

    @Override
    public void overloaded() {
        sources.meters().overloaded();
        answer.fail(new TimeoutException("too many lookups wait"));
    }

    @Override
    public void failed() {
        answer.ended();
        InternalErrors.answer(response);
    }
}
