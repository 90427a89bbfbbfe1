package io.podwatcher.http.events;

import io.vertx.core.http.HttpServerResponse;

/**
 * The client of a stream.
 *
 * @param response with its head set and not yet written
 * @param reset breaks its connection, whatever has not been sent yet
 * @param left runs once, when the stream is over
 */
public record StreamClient(HttpServerResponse response, Runnable reset, Runnable left) {}
