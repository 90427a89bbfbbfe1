package io.podwatcher.apiserver;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The requests that have arrived. Any thread. */
public final class RequestLog {

    private static final int KEPT = 10_000;

    private final Deque<SeenRequest> last = new ArrayDeque<>();
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);

    synchronized void seen(Kind kind, HttpServerRequest request, boolean webSocket) {
        Map<String, String> parameters = new HashMap<>();
        request.params().forEach(parameters::putIfAbsent);
        if (last.size() == KEPT) {
            last.removeFirst();
        }
        last.addLast(new SeenRequest(
                kind,
                request.path(),
                Map.copyOf(parameters),
                Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION)),
                Optional.ofNullable(request.getHeader(HttpHeaders.ACCEPT)),
                Optional.ofNullable(request.getHeader(HttpHeaders.ACCEPT_ENCODING)),
                webSocket));
        counts.merge(kind, 1, Integer::sum);
    }

    /** How many requests of a kind have arrived. */
    public synchronized int count(Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    /** The last request of a kind. */
    public synchronized Optional<SeenRequest> last(Kind kind) {
        return last.stream().filter(request -> request.kind() == kind).reduce((one, later) -> later);
    }

    /** The last 10,000 requests, oldest first. */
    public synchronized List<SeenRequest> all() {
        return new ArrayList<>(last);
    }

    /** Counts from zero again. */
    public synchronized void clear() {
        last.clear();
        counts.clear();
    }
}
