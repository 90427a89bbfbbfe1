package io.podwatcher.http;

import io.podwatcher.messages.lookup.LookupResult;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Deploys the HTTP verticle before each test, in front of a cache that knows no pods yet. */
@ExtendWith(VertxExtension.class)
public abstract class WithFakeCache {

    public FakeCache cache;
    public Service service;

    @BeforeEach
    final void startService(Vertx vertx) {
        cache = new FakeCache(vertx).listen();
        service = start(vertx);
    }

    /** A verticle that stops would wait for these. */
    @AfterEach
    final void endWaits() {
        cache.answerWaits(LookupResult.Refused.NOT_FOUND);
    }

    /** Starts it with the usual options. */
    protected Service start(Vertx vertx) {
        return Service.start(vertx);
    }
}
