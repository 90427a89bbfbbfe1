package io.podwatcher.messages;

import io.vertx.core.Vertx;

/** Registers the message codecs with a Vertx, before any verticle is deployed. Any thread. */
public final class Messages {

    private Messages() {}

    /**
     * Registers the codecs.
     *
     * @throws IllegalStateException if this Vertx has them already
     */
    public static void register(Vertx vertx) {
        LocalCodec.registerAll(vertx.eventBus());
    }
}
