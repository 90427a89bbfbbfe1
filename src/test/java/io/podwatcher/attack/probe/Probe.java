package io.podwatcher.attack.probe;

import io.podwatcher.attack.client.Target;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Well-behaved clients: each {@link Question} is asked 50 times a second, whether answers come or not, from connections
 * that are kept. A question without an answer within ten seconds has failed, so at most 500 of a kind are open. On an
 * event loop of its own; the methods are for any other thread.
 */
public final class Probe implements AutoCloseable {

    private static final int EVERY_MILLIS = 20;
    private static final long TIMEOUT_MILLIS = 10_000;
    private static final int CONNECTIONS = 4;
    private static final int MAX_QUEUE = 1_000;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Context context = vertx.getOrCreateContext();
    private final Map<Question, HttpClient> clients = new EnumMap<>(Question.class);
    private final Target target;
    private final Map<Question, Recovery> recoveries = each(Recovery::new);
    private Map<Question, Tally> tallies = each(Tally::new);
    private long begun;
    private long timer;
    private int asked;

    public Probe(Target target) {
        this.target = target;
        onLoop(() -> {
            clients.putAll(each(this::client));
            begun = System.nanoTime();
            timer = vertx.setPeriodic(EVERY_MILLIS, tick -> askAllThatAreDue());
            return timer;
        });
    }

    private HttpClient client() {
        HttpClientOptions options =
                new HttpClientOptions().setSsl(target.tls()).setTrustAll(true).setVerifyHost(false);
        return vertx.createHttpClient(
                options, new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(MAX_QUEUE));
    }

    private static <T> Map<Question, T> each(Supplier<T> maker) {
        Map<Question, T> made = new EnumMap<>(Question.class);
        for (Question question : Question.values()) {
            made.put(question, maker.get());
        }
        return made;
    }

    private void askAllThatAreDue() {
        for (long due = due(asked); due <= System.nanoTime(); due = due(asked)) {
            int number = asked++;
            for (Question question : Question.values()) {
                ask(question, number, due);
            }
        }
    }

    private long due(int number) {
        return begun + TimeUnit.MILLISECONDS.toNanos((long) number * EVERY_MILLIS);
    }

    private void ask(Question question, int number, long due) {
        clients.get(question)
                .request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setHost(target.address().getHostString())
                        .setPort(target.port())
                        .setURI(question.path(number))
                        .putHeader("x-forwarded-for", question.caller())
                        .setTimeout(TIMEOUT_MILLIS))
                .compose(HttpClientRequest::send)
                .compose(response -> response.body().map(body -> question.judge(number, response, body.toString())))
                .onComplete(verdict -> record(question, due, verdict));
    }

    private void record(Question question, long due, AsyncResult<Verdict> result) {
        Tally tally = tallies.get(question);
        long took = System.nanoTime() - due;
        if (result.failed()) {
            tally.failed(result.cause().getClass().getSimpleName());
            recoveries.get(question).failed(due);
        } else if (result.result() instanceof Verdict.Busy busy) {
            tally.failed("status " + busy.how());
            recoveries.get(question).failed(due);
        } else if (result.result() instanceof Verdict.Wrong wrong) {
            tally.wrong(question + ": " + wrong.what());
            recoveries.get(question).failed(due);
        } else {
            tally.right(took);
            recoveries.get(question).answered(due, took);
        }
    }

    /** Takes the figures since the last time. */
    public Map<Question, Tally.Figures> take() {
        return onLoop(() -> {
            Map<Question, Tally.Figures> figures = new EnumMap<>(Question.class);
            tallies.forEach((question, tally) -> figures.put(question, tally.figures()));
            tallies = each(Tally::new);
            return figures;
        });
    }

    /** How often each question has been asked so far. */
    public int asked() {
        return onLoop(() -> asked);
    }

    /** Starts to measure how long it takes until all answers are right and prompt again. */
    public void startRecovery() {
        onLoop(() -> {
            recoveries.values().forEach(Recovery::restart);
            return recoveries;
        });
    }

    /** Whether they are. */
    public boolean hasRecovered() {
        return onLoop(() -> recoveries.values().stream().allMatch(Recovery::isComplete));
    }

    /** How long that took. */
    public long recoveryNanos() {
        return onLoop(() ->
                recoveries.values().stream().mapToLong(Recovery::nanos).max().orElseThrow());
    }

    private <T> T onLoop(Supplier<T> action) {
        return Future.<T>future(promise -> context.runOnContext(turn -> promise.complete(action.get())))
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        onLoop(() -> vertx.cancelTimer(timer));
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }
}
