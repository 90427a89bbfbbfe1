package io.podwatcher.http.listing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.http.connection.request.RefusalMeters;
import io.podwatcher.http.exchange.JsonReplies;
import io.podwatcher.log.RateLimit;
import io.podwatcher.messages.CacheClient;
import io.podwatcher.model.IpAddress;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * Answers {@code GET /pods}: every IP that {@code /pod} would answer, with its pod. The parameters {@code namespace},
 * {@code node}, {@code labelSelector} and {@code search} filter, {@code limit} and {@code continue} page as in the
 * Kubernetes API, {@code sort} and {@code order} sort. On the event loop of its HTTP verticle.
 */
public final class PodsEndpoint {

    private final ListingContext context;
    private final ListingSlots slots;
    private final Counter requests;

    public PodsEndpoint(
            Vertx vertx, CacheClient cache, ListingLimits limits, RefusalMeters refusals, MeterRegistry registry) {
        this.context =
                new ListingContext(vertx, new Pages(vertx, cache), limits.unreadTimeout(), refusals, new RateLimit(1));
        this.slots = new ListingSlots(limits.running(), limits.waiting(), registry);
        this.requests = Counter.builder("pod.watcher.pods.requests")
                .description("Requests of /pods, those that were refused or answered 400 included")
                .register(registry);
    }

    public void handle(HttpServerRequest request) {
        requests.increment();
        String peer = request.connection().remoteAddress().hostAddress();
        PodsAnswer answer = new PodsAnswer(request, context, () -> slots.end(peer));
        Runnable listing = listing(request, answer);
        if (!slots.start(peer, () -> answer.start(listing))) {
            context.refusals().count(RefusalMeters.Refusal.TOO_MANY_LISTINGS);
            JsonReplies.overloaded(request.response());
        }
    }

    private Runnable listing(HttpServerRequest request, PodsAnswer answer) {
        PodsQuery query = PodsQuery.read(request);
        Optional<PodOrder> order = PodsQuery.order(request);
        if (order.isEmpty()) {
            PodsStream stream = new PodsStream(context.pages(), answer, query, PodsQuery.limit(request));
            Optional<IpAddress> after = PodsQuery.after(request);
            return () -> stream.start(after);
        }
        return new SortedPods(
                context.pages(),
                answer,
                query,
                order.get(),
                PodsQuery.sortedLimit(request),
                PodsQuery.after(request, order.get()))::start;
    }
}
