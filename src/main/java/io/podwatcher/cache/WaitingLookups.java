package io.podwatcher.cache;

import io.podwatcher.address.IpAddress;
import io.podwatcher.messages.WaitCancelled;
import io.podwatcher.messages.WaitRequest;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Lookups that wait for their IP to come, each with its deadline. On the cache verticle's event loop. */
final class WaitingLookups {

    /** Bounds what clients can make us remember. */
    static final int MOST = 10_000;

    private final Vertx vertx;
    private final Consumer<Message<WaitRequest>> answer;
    private final Map<WaitRequest, Waiting> waiting = new LinkedHashMap<>();
    private final Map<IpAddress, List<WaitRequest>> byIp = new HashMap<>();
    private long refused;
    private boolean closed;

    private record Waiting(Message<WaitRequest> message, long timer) {}

    /**
     * @param answer answers a lookup by what the map says now
     */
    WaitingLookups(Vertx vertx, Consumer<Message<WaitRequest>> answer) {
        this.vertx = vertx;
        this.answer = answer;
    }

    /** Lets a lookup wait, or answers it at once when too many do already or the service is about to stop. */
    void add(Message<WaitRequest> message) {
        WaitRequest request = message.body();
        if (closed || request.patience().toMillis() < 1) {
            answer.accept(message);
        } else if (waiting.size() >= MOST) {
            refused++;
            answer.accept(message);
        } else {
            long timer = vertx.setTimer(request.patience().toMillis(), deadline -> finish(request));
            waiting.put(request, new Waiting(message, timer));
            byIp.computeIfAbsent(request.ip(), ip -> new ArrayList<>(1)).add(request);
        }
    }

    /** Answers all who wait for this IP. */
    void come(IpAddress ip) {
        List<WaitRequest> requests = byIp.get(ip);
        if (requests != null) {
            List.copyOf(requests).forEach(this::finish);
        }
    }

    /** Frees the place of a lookup whose client has gone; nothing happens when it has been answered. */
    void cancel(WaitCancelled cancelled) {
        remove(cancelled.request());
    }

    /** Answers all, and from now on everyone at once. */
    void close() {
        closed = true;
        List.copyOf(waiting.keySet()).forEach(this::finish);
    }

    int size() {
        return waiting.size();
    }

    /** How many were not let wait because too many did. */
    long refused() {
        return refused;
    }

    private void finish(WaitRequest request) {
        Waiting removed = remove(request);
        if (removed != null) {
            answer.accept(removed.message());
        }
    }

    private Waiting remove(WaitRequest request) {
        Waiting removed = waiting.remove(request);
        if (removed != null) {
            vertx.cancelTimer(removed.timer());
            byIp.computeIfPresent(request.ip(), (ip, requests) -> {
                requests.remove(request);
                return requests.isEmpty() ? null : requests;
            });
        }
        return removed;
    }
}
