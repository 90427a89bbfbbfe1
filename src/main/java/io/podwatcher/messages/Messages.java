package io.podwatcher.messages;

import io.vertx.core.Vertx;

/** Teaches a Vertx the messages of this package; once per Vertx, before any verticle is deployed. */
public final class Messages {

    private Messages() {}

    /**
     * Registers the codecs.
     *
     * @throws IllegalStateException when this Vertx knows them already
     */
    public static void register(Vertx vertx) {
        LocalCodec.registerAll(vertx.eventBus());
    }
}
