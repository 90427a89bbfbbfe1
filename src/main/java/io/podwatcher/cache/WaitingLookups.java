package io.podwatcher.cache;

import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.messages.lookup.VersionWait;
import io.podwatcher.messages.lookup.Wait;
import io.podwatcher.messages.lookup.WaitCancelled;
import io.podwatcher.messages.lookup.WaitRequest;
import io.podwatcher.messages.watch.PodChange;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.MapVersion;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Holds lookups until a pod owns their IP, or the map has a version, each with a deadline. On the cache verticle's
 * event loop.
 */
final class WaitingLookups {

    private final Vertx vertx;
    private final WaitLimits limits;
    private final MapReader map;
    private final Map<Wait, WaitingLookup> waiting = new LinkedHashMap<>();
    private final Map<IpAddress, List<WaitRequest>> byIp = new HashMap<>();
    private final NavigableMap<Long, List<VersionWait>> byVersion = new TreeMap<>();
    private final Map<String, Integer> byPeer = new HashMap<>();
    private final Map<PeerAndIp, Integer> byPeerAndIp = new HashMap<>();
    private long refused;
    private boolean closed;

    private record WaitingLookup(Message<? extends Wait> message, long timer) {}

    private record PeerAndIp(String peer, IpAddress ip) {

        static PeerAndIp of(WaitRequest request) {
            return new PeerAndIp(request.peer(), request.ip());
        }
    }

    WaitingLookups(Vertx vertx, WaitLimits limits, MapReader map) {
        this.vertx = vertx;
        this.limits = limits;
        this.map = map;
    }

    /**
     * Holds a lookup if the map cannot answer it yet, and answers it at once if the service is about to stop. Refuses
     * it if too many are waiting.
     */
    void await(Message<? extends Wait> message) {
        Wait request = message.body();
        if (closed || request.timeout().toMillis() < 1 || !mustWait(request)) {
            answer(message);
        } else if (tooMany(request)) {
            refused++;
            message.fail(WaitRequest.TOO_MANY, "too many lookups wait");
        } else {
            long timer = vertx.setTimer(request.timeout().toMillis(), deadline -> finish(request));
            waiting.put(request, new WaitingLookup(message, timer));
            byPeer.merge(request.peer(), 1, Integer::sum);
            if (request instanceof WaitRequest ofIp) {
                byIp.computeIfAbsent(ofIp.ip(), ip -> new ArrayList<>(1)).add(ofIp);
                byPeerAndIp.merge(PeerAndIp.of(ofIp), 1, Integer::sum);
            } else if (request instanceof VersionWait ofVersion) {
                byVersion
                        .computeIfAbsent(ofVersion.version().number(), version -> new ArrayList<>(1))
                        .add(ofVersion);
            }
        }
    }

    private boolean mustWait(Wait request) {
        return request instanceof WaitRequest ofIp
                ? map.lookup(ofIp.ip()) == LookupResult.Refused.NOT_FOUND
                : request instanceof VersionWait ofVersion && !map.version().reaches(ofVersion.version());
    }

    private void answer(Message<? extends Wait> message) {
        List<IpAddress> ips = message.body() instanceof WaitRequest ofIp ? List.of(ofIp.ip()) : List.of();
        message.reply(map.lookupAll(ips), BusAddresses.LOCAL);
    }

    private boolean tooMany(Wait request) {
        return waiting.size() >= limits.total()
                || byPeer.getOrDefault(request.peer(), 0) >= limits.perPeer()
                || request instanceof WaitRequest ofIp
                        && byPeerAndIp.getOrDefault(PeerAndIp.of(ofIp), 0) >= limits.perPeerAndIp();
    }

    /**
     * Answers the lookups that wait for an IP of the changed pods. Called when a whole batch has been applied, so that
     * no answer is given from a half-changed map.
     */
    void wake(Collection<PodChange> changes) {
        if (waiting.isEmpty()) {
            return;
        }
        for (PodChange change : changes) {
            if (change instanceof PodChange.Present present) {
                present.pod().ips().stream()
                        .filter(ip -> map.lookup(ip) != LookupResult.Refused.NOT_FOUND)
                        .forEach(this::wake);
            }
        }
    }

    /** Answers all lookups that wait for this IP. */
    private void wake(IpAddress ip) {
        List<WaitRequest> requests = byIp.get(ip);
        if (requests != null) {
            List.copyOf(requests).forEach(this::finish);
        }
    }

    /** The map has reached this version: answers the lookups that wait for it or an earlier one. */
    void reached(MapVersion version) {
        if (!byVersion.isEmpty()) {
            byVersion.headMap(version.number(), true).values().stream()
                    .flatMap(List::stream)
                    .toList()
                    .forEach(this::finish);
        }
    }

    /** Removes a lookup whose client has gone; does nothing if it has been answered. */
    void cancel(WaitCancelled cancelled) {
        WaitingLookup removed = remove(cancelled.request());
        if (removed != null) {
            removed.message().fail(WaitRequest.CANCELLED, "the client has gone");
        }
    }

    /** Answers all waiting lookups; later ones are answered at once. */
    void close() {
        closed = true;
        List.copyOf(waiting.keySet()).forEach(this::finish);
    }

    int size() {
        return waiting.size();
    }

    /** How many were refused because too many were waiting. */
    long refused() {
        return refused;
    }

    private void finish(Wait request) {
        WaitingLookup removed = remove(request);
        if (removed != null) {
            answer(removed.message());
        }
    }

    private WaitingLookup remove(Wait request) {
        WaitingLookup removed = waiting.remove(request);
        if (removed != null) {
            vertx.cancelTimer(removed.timer());
            decrement(byPeer, request.peer());
            if (request instanceof WaitRequest ofIp) {
                decrement(byPeerAndIp, PeerAndIp.of(ofIp));
                removeFrom(byIp, ofIp.ip(), request);
            } else if (request instanceof VersionWait ofVersion) {
                removeFrom(byVersion, ofVersion.version().number(), request);
            }
        }
        return removed;
    }

    private static <K, W extends Wait> void removeFrom(Map<K, List<W>> index, K key, Wait request) {
        index.computeIfPresent(key, (same, requests) -> {
            requests.remove(request);
            return requests.isEmpty() ? null : requests;
        });
    }

    private static <K> void decrement(Map<K, Integer> counts, K key) {
        counts.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
    }
}
