package io.podwatcher.http.listing;

import io.podwatcher.http.FakeCache;
import io.podwatcher.http.Service;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.messages.map.MapSize;
import io.podwatcher.messages.map.StatusReply;
import io.podwatcher.messages.watch.WatchReport;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Four pods that can be listed in order, two on a page of the cache, for each test. */
@ExtendWith(VertxExtension.class)
abstract class WithPodsToSort {

    static final String SORTED = "/pods?sort=name&limit=10";

    FakeCache cache;
    Service service;

    @BeforeEach
    void deploy(Vertx vertx) {
        cache = new FakeCache(vertx).listen();
        cache.is(new StatusReply(true, new MapSize(1, 1, 0), FakeCache.age(7), 0, 0, WatchReport.INITIAL));
        cache.hasPagesOf(2);
        cache.owns("10.42.0.1", FakeCache.pod("media", "web", 0));
        cache.owns("10.42.0.2", FakeCache.pod("shop", "cart", 0));
        cache.owns("10.42.0.3", FakeCache.pod("media", "api", 0));
        cache.owns("fd00::1", FakeCache.pod("shop", "cart", 0));
        cache.refuses("10.42.0.4", LookupResult.Refused.AMBIGUOUS);
        service = Service.start(vertx);
    }
}
