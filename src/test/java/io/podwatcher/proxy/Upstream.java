package io.podwatcher.proxy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The upstream of a proxy: answers each call with the request that reached it, and counts. On its own event loop. */
public final class Upstream implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger calls = new AtomicInteger();
    private final int port;

    public Upstream() {
        HttpServerOptions options = new HttpServerOptions().setHost("127.0.0.1").setMaxHeaderSize(128 * 1024);
        HttpServer server = await(vertx.createHttpServer(options.setPort(0))
                .requestHandler(this::answer)
                .listen());
        port = server.actualPort();
    }

    private void answer(HttpServerRequest request) {
        calls.incrementAndGet();
        JsonArray headers = new JsonArray();
        request.headers()
                .forEach(header ->
                        headers.add(new JsonArray().add(header.getKey()).add(header.getValue())));
        request.response()
                .putHeader("x-upstream", "reached")
                .end(new JsonObject()
                        .put("uri", request.uri())
                        .put("headers", headers)
                        .encode());
    }

    public int port() {
        return port;
    }

    /** How many calls have reached it. */
    public int calls() {
        return calls.get();
    }

    /** Waits for a future of an event loop. */
    static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
