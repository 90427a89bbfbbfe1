package io.podwatcher.bench.memory;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks the service for one IP every few milliseconds and remembers the longest time to an answer. A thread of its own.
 */
final class LookupProbe implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMillis(5);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpRequest request;
    private final Thread thread = new Thread(this::run, "lookups");
    private volatile boolean stopped;
    private volatile long asked;
    private volatile long longestNanos;
    private volatile boolean found;

    private LookupProbe(int port, String ip) {
        request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/pod?ip=" + ip))
                .build();
    }

    static LookupProbe start(int port, String ip) {
        LookupProbe probe = new LookupProbe(port, ip);
        probe.thread.setDaemon(true);
        probe.thread.start();
        return probe;
    }

    private void run() {
        while (!stopped) {
            long begun = System.nanoTime();
            try {
                HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
                found = answer.statusCode() == 200;
                longestNanos = Math.max(longestNanos, System.nanoTime() - begun);
                asked++;
            } catch (IOException notListeningYet) {
                found = false;
            } catch (InterruptedException e) {
                return;
            }
            LockSupport.parkNanos(EVERY.toNanos() - (System.nanoTime() - begun));
        }
    }

    /** Whether the last answer was the pod. */
    boolean found() {
        return found;
    }

    /** How many answers came. */
    long asked() {
        return asked;
    }

    double longestMillis() {
        return longestNanos / 1e6;
    }

    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
    }
}
