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
 * Callers that look up one pod by its IP through a proxy without pauses, each on its own thread, until they are
 * stopped.
 */
final class Lookups implements AutoCloseable {

    /** The most lookups that run at once. */
    static final int CALLERS = 4;

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
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
            // A 404 counts as wrong too: a caller would take it for an answer.
            wrong.add(answer.statusCode() + " " + answer.body());
        }
    }

    /** Returns when this many more were answered. */
    void awaitMore(int answers) {
        long before = right.get();
        await().atMost(TIMEOUT).until(() -> right.get() >= before + answers);
    }

    long right() {
        return right.get();
    }

    /** The errors of lookups without an answer. */
    List<String> failed() {
        return List.copyOf(failed);
    }

    /** Wrong answers. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** Returns when all lookups have ended. */
    Lookups stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join(TIMEOUT.toMillis());
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
