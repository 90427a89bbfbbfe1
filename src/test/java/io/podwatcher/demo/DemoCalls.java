package io.podwatcher.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Asks {@code /authorize} about a call of the homelab every two seconds, as a proxy on this machine would. Most calls
 * are allowed, some are refused, and some callers are no pod. On a thread of its own until it is closed.
 */
final class DemoCalls implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** A refusal is a line of the log, and what the demo has printed must stay in sight for a while. */
    private static final long EVERY_MILLIS = 2000;

    private static final String FUNCTIONS = "/authorize?namespace=fission-function";
    private static final String MEDIA = "/authorize?namespace=media";
    private static final String METRICS = "/authorize?namespace=monitoring";
    private static final String CART = "/authorize/fission/shop/cart";
    private static final String THUMBNAILS = "/authorize/fission/media/summer/thumbnails";

    /** One round of calls. */
    static final List<Call> CALLS = List.of(
            new Call(Homelab.STOREFRONT_IP, CART),
            new Call(Homelab.JELLYFIN_IP, MEDIA),
            new Call(Homelab.FUNCTION_IP, FUNCTIONS),
            new Call(Homelab.STOREFRONT_IP, THUMBNAILS),
            new Call(Homelab.PROMETHEUS_IP, METRICS),
            new Call(Homelab.GUEST_IP, MEDIA),
            new Call(Homelab.JELLYFIN_IP, MEDIA),
            new Call(Homelab.STOREFRONT_IP, CART),
            new Call(Homelab.PROMETHEUS_IP, MEDIA),
            new Call(Homelab.STOREFRONT_IP, "/authorize/fission/shop/gift"),
            new Call(Homelab.FUNCTION_IP, FUNCTIONS),
            new Call(Homelab.STRANGER_IP, MEDIA),
            new Call(Homelab.STOREFRONT_IP, CART),
            new Call(Homelab.NODE_IP, METRICS),
            new Call(Homelab.GUEST_IP, CART),
            new Call(Homelab.PROMETHEUS_IP, METRICS),
            new Call(Homelab.STOREFRONT_IP, "/authorize/fission/shop/sale"),
            new Call(Homelab.GUEST_IP, "/authorize/fission/blog"));

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "calls");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private int next;

    /**
     * A call that a proxy asks about.
     *
     * @param from the caller's address
     * @param question the path and query of the question
     */
    record Call(String from, String question) {}

    /**
     * @param url the address of the service, which trusts proxies on this machine
     */
    DemoCalls(String url) {
        this.url = url;
    }

    void start() {
        timer.scheduleWithFixedDelay(this::askNext, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void askNext() {
        Call call = CALLS.get(next);
        next = (next + 1) % CALLS.size();
        try {
            ask(call);
        } catch (IOException e) {
            System.err.println("The service did not answer a call of the demo: " + e);
        } catch (InterruptedException e) {
            // Closed; nothing more is run.
            Thread.currentThread().interrupt();
        }
    }

    /** Asks about one call; returns the answer. */
    HttpResponse<String> ask(Call call) throws IOException, InterruptedException {
        HttpRequest question = HttpRequest.newBuilder(URI.create(url + call.question()))
                .header("X-Forwarded-For", call.from())
                .timeout(TIMEOUT)
                .build();
        return http.send(question, BodyHandlers.ofString());
    }

    /** Ends the calls, the one that is under way included. */
    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** Whether the calls have ended, within this time. */
    boolean awaitEnd(Duration time) throws InterruptedException {
        return timer.awaitTermination(time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
