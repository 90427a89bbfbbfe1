package io.podwatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class PortTest {

    @Test
    void instancesShareAnyFreePort(Vertx vertx) {
        // Given
        new FakeCache(vertx).listen();
        Service one = Service.start(vertx);

        // When
        Service other = Service.deploy(vertx, HttpServerPolicy.options("127.0.0.1", 0));

        // Then
        assertThat(other.port()).isEqualTo(one.port()).isPositive();
    }

    @Test
    void anInstanceServesThePortAloneWhenTheOtherHasStopped(Vertx vertx) {
        // Given
        new FakeCache(vertx).listen();
        Service one = Service.start(vertx);
        Service other = Service.deploy(vertx, HttpServerPolicy.options("127.0.0.1", 0));

        // When
        Service.await(vertx.undeploy(one.deployment()));

        // Then
        for (int i = 0; i < 4; i++) {
            assertThat(other.get("/health").status()).isEqualTo(200);
        }
    }

    @Test
    void thePortThatIsAskedForIsListenedOn(Vertx vertx) {
        // Given
        new FakeCache(vertx).listen();
        Service before = Service.start(vertx);
        Service.await(vertx.undeploy(before.deployment()));

        // When
        Service service = Service.deploy(vertx, HttpServerPolicy.options("127.0.0.1", before.port()));

        // Then
        assertThat(service.port()).isEqualTo(before.port());
        assertThat(service.get("/health").status()).isEqualTo(200);
    }
}
