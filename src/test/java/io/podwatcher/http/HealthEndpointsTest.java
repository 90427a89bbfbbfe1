package io.podwatcher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.Drain;
import io.podwatcher.messages.map.MapSize;
import io.podwatcher.messages.map.StatusReply;
import io.podwatcher.messages.watch.WatchAge;
import io.podwatcher.messages.watch.WatchReport;
import io.podwatcher.model.MapVersion;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthEndpointsTest extends WithFakeCache {

    private static final long MAX_AGE = Service.WATCH_MAX_AGE.toSeconds();

    @ParameterizedTest
    @CsvSource({"/health, healthy", "/ready, ready"})
    void aSyncedServiceIsHealthyAndReady(String path, String status) {
        // Given
        cache.is(new StatusReply(true, new MapSize(42, 42, 0), FakeCache.age(MAX_AGE), 0, 0, WatchReport.INITIAL));

        // When
        RawHttp.Response answer = service.get(path);

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getString("status")).isEqualTo(status);
        assertThat(answer.json().getInteger("pod_count")).isEqualTo(42);
    }

    @Test
    void beforeTheFirstListItIsNotReadyAndReportsWhatKeepsTheWatchFromWorking() {
        // Given
        cache.is(new StatusReply(
                false,
                MapSize.EMPTY,
                WatchAge.NONE,
                0,
                0,
                new WatchReport(
                        Optional.empty(),
                        Optional.of("pods is forbidden: no access"),
                        3,
                        Optional.empty(),
                        java.util.Map.of(),
                        0,
                        MapVersion.UNKNOWN)));

        // When
        RawHttp.Response answer = service.get("/ready");

        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().getString("status")).isEqualTo("not ready");
        assertThat(answer.json().getInteger("pod_count")).isZero();
        assertThat(check(answer, "synced").getString("status")).isEqualTo("DOWN");
        assertThat(reason(answer, "synced"))
                .isEqualTo("the first list of pods is not complete: pods is forbidden: no access");
        assertThat(check(answer, "watch").getJsonObject("data").getString("problem"))
                .isEqualTo("pods is forbidden: no access");
        assertThat(check(answer, "watch").getJsonObject("data").getInteger("failures"))
                .isEqualTo(3);
    }

    @Test
    void beforeTheFirstListItIsHealthySoThatNobodyRestartsIt() {
        // Given
        cache.is(FakeCache.NOT_SYNCED);

        // When
        RawHttp.Response answer = service.get("/health");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getString("status")).isEqualTo("healthy");
    }

    @Test
    void aMapOlderThanItMayBeIsNotReady() {
        // Given
        cache.is(new StatusReply(true, new MapSize(42, 42, 0), FakeCache.age(MAX_AGE + 1), 0, 0, WatchReport.INITIAL));

        // When
        RawHttp.Response answer = service.get("/ready");

        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(reason(answer, "watch")).contains((MAX_AGE + 1) + " s").contains("WATCH_MAX_AGE");
        assertThat(check(answer, "synced").getString("status")).isEqualTo("UP");
        assertThat(answer.json().getInteger("pod_count")).isEqualTo(42);
    }

    @Test
    void aMapOlderThanItMayBeIsHealthy() {
        // Given
        cache.is(new StatusReply(true, new MapSize(42, 42, 0), FakeCache.age(MAX_AGE + 1), 0, 0, WatchReport.INITIAL));

        // When
        RawHttp.Response answer = service.get("/health");

        // Then
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void aDrainingServiceIsNotReady(Vertx vertx) {
        // When
        vertx.eventBus().publish(BusAddresses.DRAIN, new Drain(), BusAddresses.LOCAL);

        // Then
        await().until(() -> service.get("/ready").status() == 503);
        assertThat(reason(service.get("/ready"), "serving")).contains("shutting down");
        assertThat(service.get("/ready").json().getString("status")).isEqualTo("not ready");
    }

    @Test
    void aDrainingServiceStillAnswersAndIsHealthy(Vertx vertx) {
        // Given
        cache.owns("10.42.0.5", FakeCache.pod("default", "web", 0));

        // When
        vertx.eventBus().publish(BusAddresses.DRAIN, new Drain(), BusAddresses.LOCAL);
        await().until(() -> service.get("/ready").status() == 503);

        // Then
        assertThat(service.get("/health").status()).isEqualTo(200);
        assertThat(service.get("/pod?ip=10.42.0.5").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"/health, unhealthy, cache", "/ready, not ready, synced"})
    void aSilentCacheIsReportedBeforeTheProbeTimesOut(String path, String status, String check) {
        // Given
        cache.withhold();

        // When
        RawHttp.Response answer = service.get(path);

        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().getString("status")).isEqualTo(status);
        assertThat(answer.json().getInteger("pod_count")).isZero();
        assertThat(reason(answer, check)).startsWith("the cache does not answer");
    }

    @ParameterizedTest
    @CsvSource({"/health, cache", "/ready, watch"})
    void aMissingCacheIsReported(String path, String check) {
        // Given
        Vertx alone = Vertx.vertx();
        Service service = Service.start(alone);

        // When
        RawHttp.Response answer = service.get(path);

        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(reason(answer, check)).startsWith("the cache does not answer");
        Service.await(alone.close());
    }

    private static JsonObject check(RawHttp.Response answer, String id) {
        return answer.json().getJsonArray("checks").stream()
                .map(JsonObject.class::cast)
                .filter(check -> id.equals(check.getString("id")))
                .findFirst()
                .orElseThrow();
    }

    private static String reason(RawHttp.Response answer, String id) {
        return check(answer, id).getJsonObject("data").getString("reason");
    }
}
