package io.podwatcher.http;

import io.podwatcher.address.IpAddress;
import io.podwatcher.log.RateLimit;
import io.podwatcher.messages.Addresses;
import io.podwatcher.messages.PageRequest;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code GET /pods}: every IP that {@code /pod} would answer, and its pod. The parameters {@code namespace}, {@code node}
 * and {@code labelSelector} narrow it, {@code limit} and {@code continue} page it as in the Kubernetes API.
 */
final class PodsEndpoint {

    private final Vertx vertx;
    private final DeliveryOptions withinPatience;
    private final RateLimit warnings = new RateLimit(1);

    /**
     * @param patience how long the cache may take for each page
     */
    PodsEndpoint(Vertx vertx, Duration patience) {
        this.vertx = vertx;
        this.withinPatience = new DeliveryOptions(Addresses.LOCAL).setSendTimeout(patience.toMillis());
    }

    void handle(HttpServerRequest request) {
        PageRequest.Filter filter = PodFilters.read(request);
        Optional<IpAddress> after = QueryParameters.one(request, "continue").map(PodsEndpoint::token);
        long limit =
                QueryParameters.one(request, "limit").map(PodsEndpoint::limit).orElse(0L);
        new PodsStream(vertx.eventBus(), withinPatience, request, filter, limit, warnings).start(after);
    }

    private static IpAddress token(String token) {
        return ContinueToken.read(token)
                .orElseThrow(() -> new BadParameter(
                        "invalid_continue", "continue is not a token that an answer of /pods has given"));
    }

    /** As in Kubernetes, 0 is no limit. */
    private static long limit(String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw new BadParameter("invalid_limit", "limit is not a whole number; ask for example limit=500");
        }
        return Long.parseLong(text);
    }
}
