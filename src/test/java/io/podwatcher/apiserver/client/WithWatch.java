package io.podwatcher.apiserver.client;

import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.vertx5.Vertx5HttpClientFactory;
import io.podwatcher.apiserver.ApiServer;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import org.junit.jupiter.api.AfterEach;

/** A test server and a fabric8 client that watches it, for each test. */
abstract class WithWatch {

    private final Vertx clientVertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

    final ApiServer server = new ApiServer().start();
    final KubernetesClient client = client(server);
    final WatchRecorder recorder = new WatchRecorder();

    /**
     * Without WebSockets: when one is opened from a thread outside Vert.x, fabric8 occasionally misses what arrives
     * right after the handshake, because it listens only after the socket has been resumed.
     */
    KubernetesClient client(ApiServer server) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(server.config())
                        .withOnlyHttpWatches(true)
                        .build())
                .withHttpClientFactory(new Vertx5HttpClientFactory(clientVertx))
                .build();
    }

    @AfterEach
    void close() {
        client.close();
        clientVertx.close().await();
        server.close();
    }

    static ListOptionsBuilder from(long resourceVersion) {
        return new ListOptionsBuilder().withResourceVersion(String.valueOf(resourceVersion));
    }

    void watch(ListOptions options) {
        client.pods().inAnyNamespace().watch(options, recorder);
    }
}
