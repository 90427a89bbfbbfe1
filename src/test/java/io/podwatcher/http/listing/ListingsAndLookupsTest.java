package io.podwatcher.http.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.http.FakeCache;
import io.podwatcher.http.RawHttp;
import io.podwatcher.http.Service;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listings and lookups on one event loop that they share with the map. */
class ListingsAndLookupsTest {

    private static final int PAGES = 2000;

    /** As many as may have been read together with the listing, and more. */
    private static final int MORE_THAN_BY_CHANCE = 5;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final FakeCache cache = new FakeCache(vertx);
    private Service service;

    @BeforeEach
    void deploy() {
        service = Service.start(vertx);
        cache.listen();
        cache.hasPagesOf(1);
        for (int i = 0; i < PAGES; i++) {
            cache.owns("10.42." + i / 256 + "." + i % 256, FakeCache.pod("default", "pod-" + i, 0));
        }
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pods", "/pods?sort=name&limit=10"})
    void lookupsAreAnsweredWhileAListingIsUnderWay(String listing) throws Exception {
        try (RawHttp lister = service.connect();
                RawHttp looker = service.connect()) {
            // When
            lister.send(RawHttp.request("GET", listing));
            CompletableFuture<RawHttp.Response> listed = CompletableFuture.supplyAsync(lister::read);
            int answeredMeanwhile = 0;
            while (cache.pages().size() < PAGES) {
                assertThat(looker.get("/pod?ip=10.42.0.1").status()).isEqualTo(200);
                answeredMeanwhile++;
            }

            // Then
            assertThat(listed.get(60, TimeUnit.SECONDS).status()).isEqualTo(200);
            assertThat(answeredMeanwhile).isGreaterThan(MORE_THAN_BY_CHANCE);
        }
    }
}
