package io.podwatcher.http.listing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.http.streaming.LongAnswers;
import io.podwatcher.messages.CacheClient;
import io.podwatcher.model.IpAddress;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Answers {@code GET /pods}: every IP that {@code /pod} would answer, with its pod. The parameters {@code namespace},
 * {@code node}, {@code labelSelector} and {@code search} filter, {@code limit} and {@code continue} page as in the
 * Kubernetes API, {@code sort} and {@code order} sort. On the event loop of its HTTP verticle.
 */
public final class PodsEndpoint {

    private final LongAnswers answers;
    private final Pages pages;
    private final Counter requests;

    public PodsEndpoint(CacheClient cache, LongAnswers answers, MeterRegistry registry) {
        this.answers = answers;
        this.pages = new Pages(cache, answers.loop());
        this.requests = Counter.builder("pod.watcher.pods.requests")
                .description("Requests of /pods, including refused and invalid ones")
                .register(registry);
    }

    public void handle(HttpServerRequest request) {
        requests.increment();
        Consumer<PodsAnswer> listing = listing(request);
        answers.start(request, answer -> listing.accept(new PodsAnswer(answer, request)));
    }

    private Consumer<PodsAnswer> listing(HttpServerRequest request) {
        PodsQuery query = PodsQuery.read(request);
        Optional<PodOrder> order = PodsQuery.order(request);
        if (order.isEmpty()) {
            long limit = PodsQuery.limit(request);
            Optional<IpAddress> after = PodsQuery.after(request);
            return answer -> new PodsStream(pages, answer, query, limit).start(after);
        }
        int limit = PodsQuery.sortedLimit(request);
        Optional<PodOrder.SortCursor> after = PodsQuery.after(request, order.get());
        return answer -> new SortedPods(pages, answer, query, order.get(), limit, after).start();
    }
}
