package io.podwatcher.http;

import io.podwatcher.log.RateLimit;
import io.podwatcher.messages.Addresses;
import io.podwatcher.messages.ScrapeReply;
import io.podwatcher.messages.ScrapeRequest;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /metrics}: what the service counts, for Prometheus. On the event loop of its HTTP verticle. */
final class MetricsEndpoint {

    private static final Logger log = LoggerFactory.getLogger(MetricsEndpoint.class);

    private static final CharSequence TEXT = HttpHeaders.createOptimized("text/plain; version=0.0.4; charset=utf-8");

    private final Vertx vertx;
    private final DeliveryOptions withinPatience;
    private final RateLimit warnings = new RateLimit(1);

    /**
     * @param patience how long the metrics may take
     */
    MetricsEndpoint(Vertx vertx, Duration patience) {
        this.vertx = vertx;
        this.withinPatience = new DeliveryOptions(Addresses.LOCAL).setSendTimeout(patience.toMillis());
    }

    void handle(HttpServerRequest request) {
        vertx.eventBus()
                .<ScrapeReply>request(Addresses.SCRAPE, new ScrapeRequest(), withinPatience)
                .onSuccess(reply -> request.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, TEXT)
                        .end(reply.body().text()))
                .onFailure(failure -> {
                    warnings.say(
                            1,
                            times -> log.warn(
                                    "The metrics were not answered: {}{}",
                                    failure.getMessage(),
                                    RateLimit.leftOut(times)));
                    Answers.overloaded(request.response());
                });
    }
}
