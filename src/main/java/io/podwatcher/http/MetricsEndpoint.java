package io.podwatcher.http;

import io.podwatcher.http.exchange.JsonReplies;
import io.podwatcher.log.RateLimit;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.map.LoadReply;
import io.podwatcher.messages.map.LoadRequest;
import io.podwatcher.messages.map.ScrapeReply;
import io.podwatcher.messages.map.ScrapeRequest;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers {@code GET /metrics} for Prometheus and {@code GET /load}, the lookups of the last minutes, for the page. On
 * the event loop of its HTTP verticle.
 */
final class MetricsEndpoint {

    private static final Logger log = LoggerFactory.getLogger(MetricsEndpoint.class);

    private static final CharSequence TEXT = HttpHeaders.createOptimized("text/plain; version=0.0.4; charset=utf-8");

    private final Vertx vertx;
    private final DeliveryOptions withinTimeout;
    private final RateLimit warnings = new RateLimit(1);

    /**
     * @param timeout how long the metrics verticle may take to reply
     */
    MetricsEndpoint(Vertx vertx, Duration timeout) {
        this.vertx = vertx;
        this.withinTimeout = new DeliveryOptions(BusAddresses.LOCAL).setSendTimeout(timeout.toMillis());
    }

    void metrics(HttpServerRequest request) {
        this.<ScrapeReply>ask(
                BusAddresses.SCRAPE,
                new ScrapeRequest(),
                request,
                reply -> request.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, TEXT)
                        .end(reply.text()));
    }

    void load(HttpServerRequest request) {
        this.<LoadReply>ask(
                BusAddresses.LOAD,
                new LoadRequest(),
                request,
                reply -> JsonReplies.json(request.response(), 200, reply.json()));
    }

    private <T> void ask(String address, Object message, HttpServerRequest request, Consumer<T> answer) {
        vertx.eventBus()
                .<T>request(address, message, withinTimeout)
                .onSuccess(reply -> answer.accept(reply.body()))
                .onFailure(failure -> {
                    warnings.report(
                            1,
                            times -> log.warn(
                                    "The metrics were not answered: {}{}",
                                    failure.getMessage(),
                                    RateLimit.leftOut(times)));
                    JsonReplies.overloaded(request.response());
                });
    }
}
