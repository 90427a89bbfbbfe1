package io.podwatcher.replicas;

import static org.awaitility.Awaitility.await;

import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.integration.service.HttpAnswers;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Callers that look up one pod by its IP through a proxy without a pause, each on a thread of its own, until they are
 * stopped.
 */
final class Lookups implements AutoCloseable {

    /** So many lookups are under way at most. */
    static final int CALLERS = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<Integer> FAILED = List.of(500, 502, 503, 504);

    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong right = new AtomicLong();
    private final ConcurrentLinkedQueue<String> failed = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    Lookups(int port, ApiPod pod) {
        for (int i = 0; i < CALLERS; i++) {
            Thread thread = new Thread(() -> askAgainAndAgain(new HttpAnswers(port), pod), "caller-" + i);
            threads.add(thread);
            thread.start();
        }
    }

    private void askAgainAndAgain(HttpAnswers proxy, ApiPod pod) {
        while (!stopped) {
            try {
                judge(proxy.get("/pod?ip=" + pod.ips().get(0)), pod);
            } catch (UncheckedIOException e) {
                failed.add(e.getCause().toString());
            }
        }
    }

    private void judge(HttpResponse<String> answer, ApiPod pod) {
        if (FAILED.contains(answer.statusCode())) {
            failed.add(answer.statusCode() + " " + answer.body());
        } else if (answer.statusCode() == 200 && pod.uid().equals(new JsonObject(answer.body()).getString("uid"))) {
            right.incrementAndGet();
        } else {
            // A 404 too: it would be taken for an answer.
            wrong.add(answer.statusCode() + " " + answer.body());
        }
    }

    /** Returns when so many more have been answered. */
    void awaitMore(int answers) {
        long before = right.get();
        await().atMost(PATIENCE).until(() -> right.get() >= before + answers);
    }

    long right() {
        return right.get();
    }

    /** What callers were told that got no answer. */
    List<String> failed() {
        return List.copyOf(failed);
    }

    /** Answers that were not true. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** Returns when all lookups have ended. */
    Lookups stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join(PATIENCE.toMillis());
        }
        return this;
    }

    @Override
    public void close() {
        stopped = true;
    }

    @Override
    public String toString() {
        return right + " right, " + wrong.size() + " wrong, " + failed.size() + " failed";
    }
}
