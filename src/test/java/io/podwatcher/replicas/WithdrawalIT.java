package io.podwatcher.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.integration.service.MockCluster;
import io.podwatcher.proxy.Proxy;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An instance ends behind a proxy that does not retry with another one, as a Kubernetes Service does not: this is why
 * the endpoint is withdrawn some seconds before the SIGTERM (preStop).
 */
class WithdrawalIT {

    private static final String ASKS_ONCE = "";
    private static final int SOME = 100;

    @TempDir
    private Path folder;

    private Replicas replicas;
    private Replica[] two;
    private final int port = MockCluster.freePort();
    private final String admin = "127.0.0.1:" + MockCluster.freePort();

    @BeforeEach
    void start() throws Exception {
        replicas = new Replicas(folder);
        two = replicas.start(2, replicas.apiServer());
        replicas.opened(Proxy.caddy(replicas.caddyFolder(), admin, Replicas.balancing(port, ASKS_ONCE, two), port));
    }

    @AfterEach
    void stop() throws Exception {
        replicas.close();
    }

    @Test
    void anInstanceThatIsWithdrawnBeforeItEndsFailsNoLookup() throws Exception {
        try (Lookups lookups = new Lookups(port, Replicas.POD)) {
            // Given
            lookups.awaitMore(SOME);
            balanceBetween(two[1]);
            lookups.awaitMore(SOME);

            // When
            two[0].stop();
            lookups.awaitMore(SOME);
            two[0].start();
            two[0].awaitReady();
            balanceBetween(two);
            lookups.awaitMore(SOME);

            // Then
            System.out.println("Caddy that asks once, one of two restarted after it was withdrawn: " + lookups.stop());
            assertThat(lookups.wrong()).isEmpty();
            assertThat(lookups.failed()).isEmpty();
        }
    }

    @Test
    void anInstanceThatEndsWithoutNoticeFailsLookupsButNoAnswerIsWrong() throws Exception {
        try (Lookups lookups = new Lookups(port, Replicas.POD)) {
            lookups.awaitMore(SOME);

            // When
            two[0].stop();
            lookups.awaitMore(SOME);

            // Then
            System.out.println("Caddy that asks once, one of two ended without notice: " + lookups.stop());
            assertThat(lookups.wrong()).isEmpty();
            assertThat(lookups.failed()).isNotEmpty().allMatch(failure -> failure.startsWith("502 "));
        }
    }

    private void balanceBetween(Replica... instances) throws IOException {
        Proxy.reloadCaddy(replicas.caddyFolder(), admin, Replicas.balancing(port, ASKS_ONCE, instances));
    }
}
