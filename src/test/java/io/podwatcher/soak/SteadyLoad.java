package io.podwatcher.soak;

import io.podwatcher.apiserver.ApiServer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Looks up the IPs of the generated pods at a fixed rate, whether answers arrive or not; each must be the pod that has
 * the IP. On its own event loop.
 */
final class SteadyLoad implements AutoCloseable {

    private static final int EVERY_MILLIS = 10;
    private static final int CONNECTIONS = 16;
    private static final int LONGEST_QUEUE = 10_000;
    private static final long TIMEOUT_MILLIS = 10_000;

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final int port;
    private final int pods;
    private final int rate;
    private HttpClient client;
    private long timer;
    private long begun;
    private long asked;
    private List<Long> nanos = new ArrayList<>();
    private Map<String, Integer> errors = new TreeMap<>();

    /**
     * What arrived since the last call.
     *
     * @param answers the right ones
     * @param p99Millis 99 of 100 arrived within this time after their request was due
     * @param errors all others, counted by their cause
     */
    record Figures(int answers, double p99Millis, double longestMillis, Map<String, Integer> errors) {}

    /**
     * @param pods how many generated pods there are
     * @param rate lookups a second
     */
    SteadyLoad(int port, int pods, int rate) {
        this.port = port;
        this.pods = pods;
        this.rate = rate;
        context.runOnContext(loop -> start());
    }

    private void start() {
        client = vertx.createHttpClient(
                new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(LONGEST_QUEUE));
        begun = System.nanoTime();
        timer = vertx.setPeriodic(EVERY_MILLIS, tick -> askAllThatAreDue());
    }

    private void askAllThatAreDue() {
        long due = (System.nanoTime() - begun) * rate / TimeUnit.SECONDS.toNanos(1);
        while (asked < due) {
            asked++;
            ask(ApiServer.generated((int) (asked * 31 % pods)).ips().get(0), begun + asked * 1_000_000_000L / rate);
        }
    }

    private void ask(String ip, long dueAt) {
        client.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setURI("/pod?ip=" + ip)
                        .setTimeout(TIMEOUT_MILLIS))
                .compose(HttpClientRequest::send)
                .compose(response -> response.body()
                        .map(body -> response.statusCode() == 200
                                        && body.toString(StandardCharsets.UTF_8).contains("\"pod_ip\":\"" + ip + "\"")
                                ? "right"
                                : "status " + response.statusCode()))
                .onSuccess(outcome -> {
                    if (outcome.equals("right")) {
                        nanos.add(System.nanoTime() - dueAt);
                    } else {
                        failed(outcome);
                    }
                })
                .onFailure(failure -> failed(failure.getClass().getSimpleName()));
    }

    private void failed(String what) {
        errors.merge(what, 1, Integer::sum);
    }

    /** Returns the figures and resets them. */
    Figures take() {
        return Future.<Figures>future(promise -> context.runOnContext(loop -> {
                    List<Long> sorted = nanos.stream().sorted().toList();
                    promise.complete(new Figures(
                            sorted.size(),
                            millis(sorted, sorted.size() * 99 / 100),
                            millis(sorted, sorted.size() - 1),
                            errors));
                    nanos = new ArrayList<>();
                    errors = new TreeMap<>();
                }))
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                .join();
    }

    private static double millis(List<Long> sorted, int index) {
        return sorted.isEmpty() ? Double.NaN : sorted.get(index) / 1e6;
    }

    @Override
    public void close() {
        Future.future(promise -> context.runOnContext(loop -> promise.complete(vertx.cancelTimer(timer))))
                .compose(cancelled -> vertx.close())
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                .join();
    }
}
