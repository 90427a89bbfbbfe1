package io.podwatcher.proxy.killings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.integration.service.MockCluster;
import io.podwatcher.process.ServiceProcess;
import io.podwatcher.proxy.Callers;
import io.podwatcher.proxy.Load;
import io.podwatcher.proxy.Proxy;
import io.podwatcher.proxy.Upstream;
import io.podwatcher.proxy.forgeries.Forgeries;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes of pod-watcher are killed behind a real proxy under load: no call is let in that must not be. */
abstract class Killings {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final int[] ports = {MockCluster.freePort(), MockCluster.freePort()};
    private final ServiceProcess[] replicas = new ServiceProcess[2];
    private ApiServer server;
    private Upstream upstream;

    /** Runs the proxy in front of an upstream, with these pod-watchers. */
    abstract Proxy open(Path folder, int port, int upstream, String... podWatchers) throws IOException;

    @BeforeEach
    void start() {
        server = new ApiServer().start();
        Callers.addTo(server);
        upstream = new Upstream();
    }

    @AfterEach
    void stop() {
        for (ServiceProcess replica : replicas) {
            if (replica != null) {
                replica.close();
            }
        }
        upstream.close();
        server.close();
    }

    @Test
    void nobodyElseIsLetInWhileTheOnlyOneIsKilledAndComesBack() throws Exception {
        // Given
        startReplica(0);
        awaitReplica(0);
        int port = MockCluster.freePort();
        try (Proxy proxy = open(folder, port, upstream.port(), "127.0.0.1:" + ports[0]);
                Load load = load(port)) {
            await().atMost(TIMEOUT).until(() -> load.count(Callers.CART, true) > 100);

            // When
            replicas[0].kill();
            await().atMost(TIMEOUT).until(() -> load.count(Callers.CART, false) > 0);
            startReplica(0);
            awaitReplica(0);
            long before = load.count(Callers.CART, true);
            await().atMost(TIMEOUT).until(() -> load.count(Callers.CART, true) > before + 100);

            // Then
            load.stop();
            report("the only pod-watcher killed and started again", load);
            assertOnlyTheCartWasLetIn(load);
        }
    }

    @Test
    void nobodyElseIsLetInWhileOneOfTwoIsKilled() throws Exception {
        // Given
        startReplica(0);
        startReplica(1);
        awaitReplica(0);
        awaitReplica(1);
        int port = MockCluster.freePort();
        try (Proxy proxy = open(folder, port, upstream.port(), "127.0.0.1:" + ports[0], "127.0.0.1:" + ports[1]);
                Load load = load(port)) {
            await().atMost(TIMEOUT).until(() -> load.count(Callers.CART, true) > 100);

            // When
            replicas[0].kill();
            long before = load.count(Callers.CART, true);
            await().atMost(TIMEOUT).until(() -> load.count(Callers.CART, true) > before + 200);

            // Then
            load.stop();
            report("one of two pod-watchers killed", load);
            assertOnlyTheCartWasLetIn(load);
        }
    }

    private Load load(int port) {
        return new Load()
                .from(Callers.CART, port)
                .from(Callers.CART, port)
                .from(Callers.PLAYER, port)
                .from(Callers.NOBODY, port);
    }

    private void startReplica(int number) throws IOException {
        Path home = Files.createDirectories(folder.resolve("home-" + number));
        Map<String, String> variables = new HashMap<>(ServiceProcess.variables(
                home, ports[number], URI.create(server.url()).getPort()));
        variables.put("TRUSTED_PROXIES", "127.0.0.1");
        replicas[number] = ServiceProcess.start(home, variables);
    }

    private void awaitReplica(int number) {
        ServiceProcess.awaitStatus(ports[number], "/ready", 200);
    }

    private static void assertOnlyTheCartWasLetIn(Load load) {
        assertThat(load.count(Callers.PLAYER, false)).isPositive();
        assertThat(load.count(Callers.NOBODY, false)).isPositive();
        assertThat(load.calls()).filteredOn(call -> call.reached().isPresent()).allSatisfy(call -> {
            assertThat(call.from()).isEqualTo(Callers.CART);
            Forgeries.assertIsCart(call.reached().orElseThrow());
        });
    }

    private void report(String what, Load load) {
        System.out.println(getClass().getSimpleName() + ", " + what + ": "
                + "%d calls of the pod that may call were let in, %d refused; %d calls of others refused"
                        .formatted(
                                load.count(Callers.CART, true),
                                load.count(Callers.CART, false),
                                load.count(Callers.PLAYER, false) + load.count(Callers.NOBODY, false)));
    }
}
