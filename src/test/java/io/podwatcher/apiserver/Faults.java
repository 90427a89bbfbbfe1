package io.podwatcher.apiserver;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The script of faults for future requests, for each kind in the order in which they were armed. Any thread. */
public final class Faults {

    private final Map<Kind, Deque<Armed>> armed = new EnumMap<>(
            Map.of(Kind.LIST, new ArrayDeque<>(), Kind.VERSION, new ArrayDeque<>(), Kind.WATCH, new ArrayDeque<>()));
    private Optional<String> token = Optional.empty();

    /** A fault and the number of requests that it applies to. */
    private record Armed(Fault fault, int times) {}

    /** The next request of the kind meets it. */
    public void next(Kind kind, Fault fault) {
        next(kind, 1, fault);
    }

    /** The next requests of the kind meet it. */
    public synchronized void next(Kind kind, int times, Fault fault) {
        armed.get(kind).addLast(new Armed(fault, times));
    }

    /** All requests of the kind meet it until cleared. */
    public void always(Kind kind, Fault fault) {
        next(kind, Integer.MAX_VALUE, fault);
    }

    /** All requests meet it until cleared. */
    public void always(Fault fault) {
        List.of(Kind.LIST, Kind.VERSION, Kind.WATCH).forEach(kind -> always(kind, fault));
    }

    /** Only requests with this bearer token are answered, all others get a 401, until {@link #acceptAnyToken()}. */
    public synchronized void requireToken(String token) {
        this.token = Optional.of(token);
    }

    /** No token is required any more. */
    public synchronized void acceptAnyToken() {
        token = Optional.empty();
    }

    /** Disarms all remaining faults; the required token stays. */
    public synchronized void clear() {
        armed.values().forEach(Deque::clear);
    }

    synchronized boolean accepts(Optional<String> authorization) {
        return token.isEmpty() || authorization.equals(token.map(required -> "Bearer " + required));
    }

    synchronized Optional<Fault> take(Kind kind) {
        Deque<Armed> queue = armed.get(kind);
        Optional<Armed> first = Optional.ofNullable(queue.pollFirst());
        first.filter(one -> one.times() == Integer.MAX_VALUE).ifPresent(queue::addFirst);
        first.filter(one -> one.times() > 1 && one.times() < Integer.MAX_VALUE)
                .ifPresent(one -> queue.addFirst(new Armed(one.fault(), one.times() - 1)));
        return first.map(Armed::fault);
    }
}
