package io.podwatcher.http;

import io.podwatcher.log.RateLimit;
import io.podwatcher.messages.Addresses;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code GET /pods}: every IP that {@code /pod} would answer, and its pod. The parameters {@code namespace}, {@code node},
 * {@code labelSelector} and {@code search} narrow it, {@code limit} and {@code continue} page it as in the Kubernetes API,
 * {@code sort} and {@code order} put what is paged in another order than the map's.
 */
final class PodsEndpoint {

    private final Vertx vertx;
    private final DeliveryOptions withinPatience;
    private final RateLimit warnings = new RateLimit(1);
    private final Walks walks = new Walks();

    /**
     * @param patience how long the cache may take for each page
     */
    PodsEndpoint(Vertx vertx, Duration patience) {
        this.vertx = vertx;
        this.withinPatience = new DeliveryOptions(Addresses.LOCAL).setSendTimeout(patience.toMillis());
    }

    void handle(HttpServerRequest request) {
        PodsQuery query = PodsQuery.read(request);
        Pages pages = new Pages(vertx, withinPatience);
        PodsAnswer answer = new PodsAnswer(request, warnings);
        Optional<PodOrder> order = PodsQuery.order(request);
        if (order.isEmpty()) {
            new PodsStream(pages, answer, query, PodsQuery.limit(request)).start(PodsQuery.after(request));
            return;
        }
        SortedPods sorted = new SortedPods(
                pages,
                answer,
                query,
                order.get(),
                PodsQuery.sortedLimit(request),
                PodsQuery.after(request, order.get()),
                walks::ended);
        if (!walks.begin(sorted::start)) {
            answer.refuse();
        }
    }
}
