package io.podwatcher.attack.client;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A well-behaved HTTP/2 client that reads all it gets, and always asks for as many listings at once.
 *
 * @param listings how many at once, on one connection
 */
public record EagerReader(int listings) implements Attack {

    private static final long PAUSE_MILLIS = 10;

    @Override
    public AutoCloseable start(Target target, Random random) {
        return new Reader(target, listings);
    }

    private static final class Reader implements AutoCloseable {

        private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        private final Target target;
        private final HttpClient client;
        private volatile boolean closed;

        Reader(Target target, int listings) {
            this.target = target;
            HttpClientOptions options = new HttpClientOptions()
                    .setSsl(true)
                    .setTrustAll(true)
                    .setVerifyHost(false)
                    .setUseAlpn(true)
                    .setProtocolVersion(HttpVersion.HTTP_2);
            client = vertx.createHttpClient(options, new PoolOptions().setHttp2MaxSize(1));
            for (int i = 0; i < listings; i++) {
                ask();
            }
        }

        private void ask() {
            client.request(HttpMethod.GET, target.port(), target.address().getHostString(), "/pods")
                    .compose(HttpClientRequest::send)
                    .onSuccess(answer -> target.answers().status(answer.statusCode()))
                    .compose(HttpClientResponse::end)
                    .onFailure(
                            failure -> target.answers().event(failure.getClass().getSimpleName()))
                    .onComplete(done -> vertx.setTimer(PAUSE_MILLIS, later -> {
                        if (!closed) {
                            ask();
                        }
                    }));
        }

        @Override
        public void close() {
            closed = true;
            vertx.close()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();
        }
    }
}
