package io.podwatcher.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Stands in for wrk where that is not installed: asks the next on each connection when the last is answered. On one
 * loop.
 */
final class ClosedLoop {

    private final HttpClientAgent client;
    private final int port;
    private final List<String> questions;
    private final long end;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private int next;
    private int running;
    private long requests;
    private long errors;

    private ClosedLoop(Vertx vertx, int port, int connections, int seconds, List<String> questions) {
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true), new PoolOptions().setHttp1MaxSize(connections));
        this.port = port;
        this.questions = questions;
        this.end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        this.running = connections;
    }

    /**
     * Runs and prints what it has counted, as the script of wrk does.
     *
     * @param arguments port, connections, seconds, file of questions
     */
    public static void main(String[] arguments) throws Exception {
        Vertx vertx =
                Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
        int connections = Integer.parseInt(arguments[1]);
        ClosedLoop loop = new ClosedLoop(
                vertx,
                Integer.parseInt(arguments[0]),
                connections,
                Integer.parseInt(arguments[2]),
                Files.readAllLines(Path.of(arguments[3])));
        long start = System.nanoTime();
        vertx.runOnContext(turn -> {
            for (int i = 0; i < connections; i++) {
                loop.ask();
            }
        });
        loop.done.get();
        long micros = (System.nanoTime() - start) / 1000;
        System.out.println("counted " + loop.requests + " " + loop.errors + " " + micros);
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    private void ask() {
        if (System.nanoTime() > end) {
            running--;
            if (running == 0) {
                done.complete(null);
            }
            return;
        }
        next = (next + 1) % questions.size();
        String[] question = questions.get(next).split(" ");
        client.request(HttpMethod.GET, port, "127.0.0.1", question[0])
                .compose(request -> {
                    if (question.length > 1) {
                        request.putHeader("x-forwarded-for", question[1]);
                    }
                    return request.send();
                })
                .compose(this::read)
                .onFailure(failure -> errors++)
                .onComplete(answered -> ask());
    }

    private Future<?> read(HttpClientResponse response) {
        if (response.statusCode() == 200) {
            requests++;
        } else {
            errors++;
        }
        return response.end();
    }
}
