package io.podwatcher.http.events;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Starts a map with an HTTP service for each test. */
@ExtendWith(VertxExtension.class)
abstract class WithFollowedMap {

    FollowedMap map;

    @BeforeEach
    void start(Vertx vertx) {
        map = FollowedMap.start(vertx);
    }

    @AfterEach
    void close() {
        map.close();
    }
}
