package io.podwatcher.integration.faults;

import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.integration.service.RunningService;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Asks the service without a pause and compares each answer with the API server's history: it must have been true at
 * some moment since the API server last confirmed the map, by {@code X-Watch-Age}. On several threads of its own.
 *
 * <p>The age is given in whole seconds, so the map was confirmed up to one second more before the question. The
 * confirmation may have been in transit for a moment: {@link #IN_TRANSIT}. And when a watch is reopened, the API server
 * sends the events since, one by one; meanwhile an answer may be as old as those events.
 */
final class TruthfulAnswers implements AutoCloseable {

    /**
     * Between the writing of an event by the API server and its being read, on a machine that is busy with other
     * things.
     */
    private static final Duration IN_TRANSIT = Duration.ofSeconds(2);

    private static final Duration ROUNDING = Duration.ofSeconds(1);
    private static final String NOBODYS_IP = "10.9.9.9";

    private final ApiServer server;
    private final RunningService service;
    private final Supplier<String> where;
    private final Map<String, Integer> seen = new TreeMap<>();
    private final AtomicReference<Throwable> wrong = new AtomicReference<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    /**
     * @param where describes the situation, for failure messages
     */
    TruthfulAnswers(ApiServer server, RunningService service, long seed, Supplier<String> where) {
        this.server = server;
        this.service = service;
        this.where = where;
        Random lookups = new Random(seed + 3);
        Random others = new Random(seed + 4);
        run(() -> lookUp(anyIp(lookups), ""));
        run(() -> {
            if (others.nextInt(4) == 0) {
                list(others.nextBoolean() ? "default" : "other");
            } else {
                lookUp(anyIp(others), "&wait=" + (1 + others.nextInt(100)) + "ms");
            }
        });
    }

    private void run(Runnable question) {
        Thread thread = new Thread(() -> {
            try {
                while (!closed && wrong.get() == null) {
                    question.run();
                }
            } catch (RuntimeException | AssertionError e) {
                wrong.compareAndSet(null, e);
            }
        });
        threads.add(thread);
        thread.start();
    }

    private static String anyIp(Random random) {
        int choice = random.nextInt(PodChurn.IPS.size() + 3);
        return switch (choice) {
            case 0 -> PodChurn.NODE_IP;
            case 1 -> PodChurn.OTHER_NODE_IP;
            case 2 -> NOBODYS_IP;
            default -> PodChurn.IPS.get(choice - 3);
        };
    }

    /** What was answered wrongly, if anything was. */
    Optional<Throwable> wrong() {
        return Optional.ofNullable(wrong.get());
    }

    /** How many answers of each kind there were. */
    Map<String, Integer> seen() {
        synchronized (seen) {
            return new TreeMap<>(seen);
        }
    }

    private void saw(String kind) {
        synchronized (seen) {
            seen.merge(kind, 1, Integer::sum);
        }
    }

    private void lookUp(String ip, String more) {
        long asked = System.nanoTime();
        HttpResponse<String> response = service.get("/pod?ip=" + ip + more);
        long answered = System.nanoTime();
        Verdict verdict = Verdict.ofAnswer(response.statusCode(), new JsonObject(response.body()));
        if (verdict.code().equals("overloaded")) {
            // No answer at all, so no wrong one.
            saw("overloaded");
            return;
        }
        check(ip, verdict, age(response), asked, answered);
    }

    private void list(String namespace) {
        long asked = System.nanoTime();
        HttpResponse<String> response = service.get("/pods?namespace=" + namespace);
        long answered = System.nanoTime();
        JsonObject pods = new JsonObject(response.body()).getJsonObject("pods");
        saw("listing");
        for (String ip : pods.fieldNames()) {
            check(ip, Verdict.ofPod(pods.getJsonObject(ip)), age(response), asked, answered);
        }
    }

    private static long age(HttpResponse<String> response) {
        return response.headers()
                .firstValueAsLong("X-Watch-Age")
                .orElseThrow(() -> new AssertionError("no X-Watch-Age: " + response.statusCode() + response.body()));
    }

    private void check(String ip, Verdict verdict, long age, long asked, long answered) {
        saw(verdict.isTerminating() ? "terminating" : verdict.code());
        if (age > 1) {
            saw("aged");
        }
        long confirmed =
                asked - Duration.ofSeconds(age).plus(ROUNDING).plus(IN_TRANSIT).toNanos();
        long since = server.oldestSent(confirmed, answered);
        if (mayBe(ip, since, answered).stream().noneMatch(verdict::equals)) {
            throw new AssertionError(ip + " was said to be " + verdict + " with an age of " + age
                    + " s, but in the last "
                    + Duration.ofNanos(answered - since).toMillis() + " ms it was only " + mayBe(ip, since, answered)
                    + "\nstates: " + server.claims(ip) + "\nat " + answered + ", " + where.get());
        }
    }

    private List<Verdict> mayBe(String ip, long since, long until) {
        return switch (ip) {
            case PodChurn.NODE_IP -> List.of(new Verdict("host_network", ""));
            case PodChurn.OTHER_NODE_IP -> List.of(new Verdict("host_network", ""), new Verdict("not_found", ""));
            default ->
                server.claimsBetween(ip, since, until).stream()
                        .map(Verdict::of)
                        .distinct()
                        .toList();
        };
    }

    /** Asks no more. */
    @Override
    public void close() {
        closed = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
