package io.podwatcher.http;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
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
        service = Service.start(vertx);
    }
}
