package io.podwatcher.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/** {@code GET /pods}: every IP that {@code /pod} would answer, and its pod; {@code namespace=} narrows it. */
final class PodsEndpoint {

    private final Vertx vertx;

    PodsEndpoint(Vertx vertx) {
        this.vertx = vertx;
    }

    void handle(HttpServerRequest request) {
        new PodsStream(vertx.eventBus(), request.response(), QueryParameters.one(request, "namespace")).start();
    }
}
