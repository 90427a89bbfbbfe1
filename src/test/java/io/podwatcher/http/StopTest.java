package io.podwatcher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StopTest extends WithFakeCache {

    @BeforeEach
    void addPods() {
        cache.owns("10.42.0.1", FakeCache.pod("default", "web", 100_000));
        cache.owns("10.42.0.2", FakeCache.pod("default", "db", 100_000));
    }

    @Test
    void aLookupInFlightIsFinished(Vertx vertx) {
        // Given
        cache.withhold();
        RawHttp client = service.connect().send(RawHttp.request("GET", "/pod?ip=10.42.0.1"));
        await().until(() -> cache.lookups().size() == 1);

        // When
        Future<Void> stopped = vertx.undeploy(service.deployment());
        await().until(this::refusesConnections);

        // Then
        assertThat(stopped.isComplete()).isFalse();
        cache.release();
        assertThat(client.read().json().getString("name")).isEqualTo("web");
        assertThat(client.isClosedByServer()).isTrue();
        Service.await(stopped);
        client.close();
    }

    @Test
    void aListingInFlightIsFinished(Vertx vertx) {
        // Given
        cache.hasPagesOf(1);
        cache.withhold();
        RawHttp client = service.connect().send(RawHttp.request("GET", "/pods"));
        await().until(() -> cache.pages().size() == 1);

        // When
        Future<Void> stopped = vertx.undeploy(service.deployment());
        await().until(this::refusesConnections);
        cache.release();

        // Then
        assertThat(client.read().json().getInteger("count")).isEqualTo(2);
        Service.await(stopped);
        client.close();
    }

    @Test
    void anIdleConnectionDoesNotHoldItUp(Vertx vertx) {
        // Given
        RawHttp client = service.connect();
        assertThat(client.get("/pod?ip=10.42.0.1").status()).isEqualTo(200);

        // When
        Future<Void> stopped = vertx.undeploy(service.deployment());

        // Then
        assertThat(client.isClosedByServer()).isTrue();
        Service.await(stopped);
        client.close();
    }

    @Test
    void aClientThatReadsSlowlyGetsTheWholeOfItsLastAnswer(Vertx vertx) {
        // Given
        cache.owns("10.42.0.3", FakeCache.pod("default", "large", 20_000_000));
        RawHttp client = new RawHttp(service.port(), 4096).send(RawHttp.request("GET", "/pod?ip=10.42.0.3"));
        RawHttp.Response head = client.readHead();

        // When
        Future<Void> stopped = vertx.undeploy(service.deployment());
        await().until(this::refusesConnections);

        // Then
        assertThat(client.readBody(head).json().getString("name")).isEqualTo("large");
        assertThat(client.isClosedByServer()).isTrue();
        Service.await(stopped);
        client.close();
    }

    @Test
    void aRequestBehindTheLastAnswerIsAnsweredTooIfItHasArrived(Vertx vertx) {
        // Given
        cache.withhold();
        RawHttp client = service.connect()
                .send(RawHttp.request("GET", "/pod?ip=10.42.0.1") + RawHttp.request("GET", "/pod?ip=10.42.0.2"));
        await().until(() -> cache.lookups().size() == 1);
        service.hasReadEverything();

        // When
        Future<Void> stopped = vertx.undeploy(service.deployment());
        await().until(this::refusesConnections);
        cache.release();

        // Then
        assertThat(client.read().json().getString("name")).isEqualTo("web");
        assertThat(client.read().json().getString("name")).isEqualTo("db");
        assertThat(client.isClosedByServer()).isTrue();
        Service.await(stopped);
        client.close();
    }

    private boolean refusesConnections() {
        try {
            service.connect().close();
            return false;
        } catch (UncheckedIOException e) {
            return true;
        }
    }
}
