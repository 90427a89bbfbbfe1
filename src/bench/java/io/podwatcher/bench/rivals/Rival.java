package io.podwatcher.bench.rivals;

import io.podwatcher.http.HttpServerPolicy;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** What all rivals have in common: arguments, and as many event loops with the same HTTP options as the service has. */
final class Rival {

    private final int port;
    private final int instances;
    private final Path bodies;

    /**
     * @param arguments port, event loops, file of IPs and what to answer for them
     */
    Rival(String[] arguments) {
        port = Integer.parseInt(arguments[0]);
        instances = Integer.parseInt(arguments[1]);
        bodies = Path.of(arguments[2]);
    }

    Map<String, Buffer> bodies() throws IOException {
        Map<String, Buffer> map = new HashMap<>();
        for (String line : Files.readAllLines(bodies)) {
            int blank = line.indexOf(' ');
            map.put(line.substring(0, blank), Buffer.buffer(line.substring(blank + 1)));
        }
        return map;
    }

    Vertx vertx() {
        return Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1 + instances));
    }

    /** Listens with one handler for each event loop. */
    void listen(Vertx vertx, Function<Vertx, Handler<HttpServerRequest>> handlers) throws Exception {
        HttpServerOptions options = HttpServerPolicy.options("127.0.0.1", port);
        for (int i = 0; i < instances; i++) {
            vertx.deployVerticle(
                            new VerticleBase() {
                                @Override
                                public Future<?> start() {
                                    return vertx.createHttpServer(options)
                                            .requestHandler(handlers.apply(vertx))
                                            .listen();
                                }
                            },
                            new DeploymentOptions())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
        }
    }
}
