package io.podwatcher.watch.api;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.http.WebSocket;
import io.podwatcher.messages.watch.RestartReason;
import io.podwatcher.watch.lifecycle.Problem;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Turns the refusal of a watch into a {@link WatchRefused} with its reason and Retry-After: fabric8 drops the header
 * and, for some statuses, the code. It also keeps fabric8 from watching over plain HTTP, where no pings show that the
 * connection is dead, unless something in between answered the WebSocket request with 200. On the client's threads.
 */
public final class WatchInterceptor implements Interceptor {

    public static final String NAME = "POD-WATCHER";

    private static final int OK = 200;

    private final AtomicBoolean webSocketsUnsupported = new AtomicBoolean();

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        if (isWatch(request) && !(builder instanceof WebSocket.Builder) && !webSocketsUnsupported.getAndSet(false)) {
            throw new WatchRefused(new Problem(RestartReason.CONNECTION, "the connection was closed"));
        }
    }

    @Override
    public CompletableFuture<Boolean> afterFailure(BasicBuilder builder, HttpResponse<?> response, RequestTags tags) {
        if (!isWatch(response.request())) {
            return CompletableFuture.completedFuture(false);
        }
        if (response.code() == OK) {
            webSocketsUnsupported.set(true);
            return CompletableFuture.completedFuture(false);
        }
        return CompletableFuture.failedFuture(new WatchRefused(ApiErrors.ofRefusedWatch(response)));
    }

    private static boolean isWatch(HttpRequest request) {
        String query = request.uri().getRawQuery();
        return query != null && query.contains("watch=true");
    }
}
