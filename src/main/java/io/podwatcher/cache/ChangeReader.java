package io.podwatcher.cache;

import io.podwatcher.cache.index.PodIndex;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.messages.map.ChangesReply;
import io.podwatcher.messages.map.ChangesRequest;
import io.podwatcher.messages.map.CompleteVersion;
import io.podwatcher.messages.map.KnownVersions;
import io.podwatcher.messages.watch.WatchAge;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.MapVersion;
import io.podwatcher.model.Pod;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

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
    private final String content;

    /** Other processes have no other clock in common. If it is set, it may cost a client a snapshot. */
    private final Clock clock = Clock.systemUTC();

    private final VersionHistory versions = new VersionHistory();

    /**
     * @param content identifies what maps hold at a version
     */
    ChangeReader(PodIndex index, ChangeLog log, String content) {
        this.index = index;
        this.log = log;
        this.content = content;
    }

    /** The map has this version now. From the first on changes are remembered, for clients that come from elsewhere. */
    void reached(MapVersion version) {
        if (version.isKnown()) {
            log.start();
            versions.add(log.newest(), version.number(), clock.instant().getEpochSecond());
        }
    }

    /** A list has brought the map to this version, past versions that it never had. */
    void listed(MapVersion version) {
        if (version.isKnown()) {
            versions.leap(version.number());
        }
        reached(version);
    }

    /** Versions may have gone back, or changes are missing: none that was reached before means anything now. */
    void forgetVersions() {
        versions.clear();
    }

    ChangesReply notSynced() {
        return new ChangesReply(
                instance, Optional.empty(), 0, Optional.empty(), Optional.empty(), 0, 0, 0, false, WatchAge.NONE);
    }

    ChangesReply read(ChangesRequest request, WatchAge age) {
        log.start();
        long newest = log.newest();
        if (request.since().isPresent()) {
            return positionOf(request.since().get(), age);
        }
        long after = request.after().orElse(newest);
        if (!log.reachesBackTo(after)) {
            return reply(Optional.empty(), newest, newest, age);
        }
        long upTo = Math.min(Math.min(newest, request.upTo()), after + MAX_READ);
        List<ChangesReply.Change> changes = new ArrayList<>();
        log.read(after, upTo, MAX_REPORTED)
                .forEach((ip, position) -> changes.add(new ChangesReply.Change(ip, owner(ip), position)));
        long last = changes.isEmpty() ? after : changes.get(changes.size() - 1).position();
        return reply(Optional.of(changes), after, last, age);
    }

    private ChangesReply positionOf(KnownVersions known, WatchAge age) {
        CompleteVersion complete = known.complete();
        OptionalLong position = complete.content().equals(content)
                ? versions.positionOf(complete.version(), known.seen(), complete.reachedAt())
                : OptionalLong.empty();
        return position.isPresent() && log.reachesBackTo(position.getAsLong())
                ? reply(Optional.of(List.of()), position.getAsLong(), position.getAsLong(), age)
                : reply(Optional.empty(), log.newest(), log.newest(), age);
    }

    private ChangesReply reply(Optional<List<ChangesReply.Change>> changes, long after, long last, WatchAge age) {
        return new ChangesReply(
                instance,
                changes,
                last,
                complete(after),
                complete(last),
                log.newest(),
                log.oldest(),
                index.size().ownedIps(),
                true,
                age);
    }

    private Optional<CompleteVersion> complete(long position) {
        OptionalLong entry = versions.at(position);
        return entry.isEmpty()
                ? Optional.empty()
                : Optional.of(new CompleteVersion(
                        content, versions.version(entry.getAsLong()), versions.reachedAt(entry.getAsLong())));
    }

    private Optional<Pod> owner(IpAddress ip) {
        return index.lookup(ip) instanceof LookupResult.Owned owned ? Optional.of(owned.pod()) : Optional.empty();
    }
}
