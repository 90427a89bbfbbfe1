package io.podwatcher.http.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.http.RawHttp;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections that arrive faster than the event loop takes them. */
class BusyEventLoopTest {

    private static final int BUFFER = 16 * 1024;
    private static final int FLOOD = 200;

    private final LimitedTransport transport =
            LimitedTransport.of(new ConnectionLimits(1000, 500, BUFFER, BUFFER, BUFFER, BUFFER), () -> false);
    private final Vertx vertx =
            Vertx.builder().withTransport(transport.transport()).build();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CountDownLatch blocked = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final List<RawHttp> clients = new ArrayList<>();
    private int port;

    @BeforeEach
    void listen() throws Exception {
        transport.count(vertx, registry);
        port = vertx.createHttpServer()
                .requestHandler(request -> {
                    if (request.path().equals("/block")) {
                        blocked.countDown();
                        awaitRelease();
                    }
                    request.response().end();
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS)
                .actualPort();
    }

    @AfterEach
    void close() throws Exception {
        released.countDown();
        clients.forEach(RawHttp::close);
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void waitInTheKernelWhereTheyTakeNoDescriptor() throws Exception {
        // Given
        RawHttp blocking = connect().send(RawHttp.request("GET", "/block"));
        assertThat(blocked.await(20, TimeUnit.SECONDS)).isTrue();

        // When
        for (int i = 0; i < FLOOD; i++) {
            connect().send(RawHttp.request("GET", "/"));
        }

        // Then
        await().until(() -> descriptors() > ConnectionLimiter.MAX_UNREGISTERED);
        assertThat(descriptors()).as("with the one that blocks").isEqualTo(ConnectionLimiter.MAX_UNREGISTERED + 1.0);

        // When
        released.countDown();

        // Then
        assertThat(blocking.read().status()).isEqualTo(200);
        assertThat(clients.subList(1, clients.size()))
                .hasSize(FLOOD)
                .allSatisfy(client -> assertThat(client.read().status()).isEqualTo(200));
        assertThat(descriptors()).isEqualTo(FLOOD + 1.0);
    }

    private RawHttp connect() {
        RawHttp client = RawHttp.from("127.0.0.1", port);
        clients.add(client);
        return client;
    }

    private double descriptors() {
        return registry.get("pod.watcher.connections").gauge().value();
    }

    private void awaitRelease() {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
