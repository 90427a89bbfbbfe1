package io.podwatcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.podwatcher.settings.Settings;
import io.podwatcher.watch.api.ClusterAccess;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartFailureTest {

    private static final Duration LONGEST_START = Duration.ofSeconds(20);

    @Test
    void theReasonForAFailedStartIsReportedAfterEverythingIsClosed() throws Exception {
        // Given
        ClusterAccess noCluster = new ClusterAccess(
                new ConfigBuilder().withMasterUrl("http://127.0.0.1:1").build(), "this test");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Settings settings =
                    Settings.from(Map.of("HOST", "127.0.0.1", "PORT", Integer.toString(taken.getLocalPort())));

            // When
            Future<PodWatcher> started = PodWatcher.start(settings, noCluster);

            // Then
            assertThat(started.toCompletionStage())
                    .failsWithin(LONGEST_START)
                    .withThrowableThat()
                    .havingCause()
                    .withMessageContaining("in use");
        }
    }
}
