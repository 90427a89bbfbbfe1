package io.podwatcher.http.events;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A map whose changes are told, for each test. */
@ExtendWith(VertxExtension.class)
public abstract class WithFollowedMap {

    public FollowedMap map;

    @BeforeEach
    public void start(Vertx vertx) {
        map = FollowedMap.start(vertx);
    }

    @AfterEach
    public void leave() {
        map.leave();
    }
}
