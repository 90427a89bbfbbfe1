package io.podwatcher.cache;

import io.podwatcher.cache.index.PodIndex;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.messages.map.ChangesReply;
import io.podwatcher.messages.map.ChangesRequest;
import io.podwatcher.messages.watch.WatchAge;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Answers which IPs have changed, with their current owners. It reads a bounded number of changes, so that it does not
 * delay lookups. On the cache verticle's loop.
 */
final class ChangeReader {

    /** The maximum number of IPs in one reply. */
    static final int MAX_REPORTED = 256;

    /** The maximum number of changes read for one request: some ten microseconds. They may be of fewer IPs. */
    static final int MAX_READ = 4096;

    /** Identifies this map: positions mean nothing in another process, which counts other changes. */
    private final String instance = HexFormat.of().toHexDigits(new SecureRandom().nextLong());

    private final PodIndex index;
    private final ChangeLog log;

    ChangeReader(PodIndex index, ChangeLog log) {
        this.index = index;
        this.log = log;
    }

    ChangesReply notSynced() {
        return new ChangesReply(instance, Optional.empty(), 0, 0, 0, 0, false, WatchAge.NONE);
    }

    ChangesReply read(ChangesRequest request, WatchAge age) {
        log.start();
        long newest = log.newest();
        long after = request.after().orElse(newest);
        if (!log.reachesBackTo(after)) {
            return reply(Optional.empty(), newest, age);
        }
        long upTo = Math.min(Math.min(newest, request.upTo()), after + MAX_READ);
        List<ChangesReply.Change> changes = new ArrayList<>();
        log.read(after, upTo, MAX_REPORTED)
                .forEach((ip, position) -> changes.add(new ChangesReply.Change(ip, owner(ip), position)));
        long last = changes.isEmpty() ? after : changes.get(changes.size() - 1).position();
        return reply(Optional.of(changes), last, age);
    }

    private ChangesReply reply(Optional<List<ChangesReply.Change>> changes, long last, WatchAge age) {
        return new ChangesReply(
                instance,
                changes,
                last,
                log.newest(),
                log.oldest(),
                index.size().ownedIps(),
                true,
                age);
    }

    private Optional<Pod> owner(IpAddress ip) {
        return index.lookup(ip) instanceof LookupResult.Owned owned ? Optional.of(owned.pod()) : Optional.empty();
    }
}
