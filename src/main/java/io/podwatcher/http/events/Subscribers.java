package io.podwatcher.http.events;

import io.podwatcher.log.RateLimit;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the set of open subscribers of one hub and decides which of them to disconnect. On the event loop of that hub;
 * only the size is read by other threads.
 */
final class Subscribers {

    private static final Logger log = LoggerFactory.getLogger(Subscribers.class);

    private final EventLimits limits;
    private final LongSupplier heldBytes;
    private final Set<Subscriber> open = new HashSet<>();
    private final RateLimit unanswered = new RateLimit(1);
    private final Map<DisconnectReason, RateLimit> disconnected = new EnumMap<>(DisconnectReason.class);

    /**
     * @param heldBytes how many bytes are held for all of them
     */
    Subscribers(EventLimits limits, LongSupplier heldBytes) {
        this.limits = limits;
        this.heldBytes = heldBytes;
        for (DisconnectReason reason : DisconnectReason.values()) {
            disconnected.put(reason, new RateLimit(1));
        }
    }

    void add(Subscriber subscriber) {
        open.add(subscriber);
    }

    void remove(Subscriber subscriber) {
        open.remove(subscriber);
    }

    int size() {
        return open.size();
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    boolean isFull() {
        return open.size() >= limits.maxSubscribers();
    }

    List<Subscriber> all() {
        return List.copyOf(open);
    }

    /** Disconnects subscribers whose clients have been slow for too long. */
    void disconnectSlow() {
        long now = System.nanoTime();
        long timeout = limits.unreadTimeout().toNanos();
        open.stream()
                .filter(subscriber -> subscriber.fullNanos(now) > timeout)
                .toList()
                .forEach(subscriber -> disconnect(subscriber, DisconnectReason.SLOW));
    }

    /**
     * Disconnects subscribers if too many bytes are held for all together. Those that have been full for longest come
     * first, so that a client has time to read what it was just sent.
     */
    void makeRoom() {
        long excess = heldBytes.getAsLong() - limits.maxUnsentBytes();
        if (excess <= 0) {
            return;
        }
        long now = System.nanoTime();
        List<Subscriber> slowest = open.stream()
                .filter(subscriber -> subscriber.unsent() > 0)
                .sorted(Comparator.<Subscriber>comparingLong(subscriber -> subscriber.fullNanos(now))
                        .thenComparingInt(Subscriber::unsent)
                        .reversed())
                .toList();
        for (Subscriber subscriber : slowest) {
            if (excess <= 0) {
                return;
            }
            excess -= subscriber.unsent();
            disconnect(subscriber, DisconnectReason.SLOW);
        }
    }

    /** The cache has not replied: disconnects the subscribers that need the reply. */
    void unanswered(Throwable failure, Collection<Subscriber> waiting) {
        unanswered.report(
                1, times -> log.warn("{} requests of /events failed at the cache: {}", times, failure.getMessage()));
        waiting.forEach(subscriber -> disconnect(subscriber, DisconnectReason.UNANSWERED));
    }

    private void disconnect(Subscriber subscriber, DisconnectReason reason) {
        if (!subscriber.isClosed()) {
            subscriber.disconnect(reason);
            disconnected
                    .get(reason)
                    .report(1, times -> log.warn("{} event streams were disconnected: {}", times, reason.message()));
        }
    }
}
