package io.podwatcher.http.listing;

import io.podwatcher.http.FakeCache;
import io.podwatcher.http.WithFakeCache;
import io.podwatcher.messages.map.MapSize;
import io.podwatcher.messages.map.StatusReply;
import io.podwatcher.messages.watch.WatchReport;
import org.junit.jupiter.api.BeforeEach;

/** Four pods that can be listed in order, two on a page of the cache, for each test. */
abstract class WithPodsToSort extends WithFakeCache {

    static final String SORTED = "/pods?sort=name&limit=10";

    @BeforeEach
    void addPods() {
        cache.is(new StatusReply(true, new MapSize(1, 1, 0), FakeCache.age(7), 0, 0, WatchReport.INITIAL));
        cache.hasPagesOf(2);
        cache.owns("10.42.0.1", FakeCache.pod("media", "web", 0));
        cache.owns("10.42.0.2", FakeCache.pod("shop", "cart", 0));
        cache.owns("10.42.0.3", FakeCache.pod("media", "api", 0));
        cache.owns("fd00::1", FakeCache.pod("shop", "cart", 0));
        cache.refuses("10.42.0.4", FakeCache.AMBIGUOUS);
    }
}
