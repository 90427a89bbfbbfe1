package io.podwatcher.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.integration.service.MockCluster;
import io.podwatcher.process.ServiceProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UntrustedProxyIT {

    private static final String WARNING = "127.0.0.1 asks with X-Forwarded-For and is not in TRUSTED_PROXIES";

    @TempDir
    private Path home;

    @Test
    void aProxyThatIsNotTrustedIsInTheLogButNotForEachOfItsRequests() throws Exception {
        // Given
        int port = MockCluster.freePort();
        try (MockCluster cluster = MockCluster.start();
                ServiceProcess process =
                        ServiceProcess.start(home, ServiceProcess.variables(home, port, cluster.port()))) {
            ServiceProcess.awaitStatus(port, "/ready", 200);

            // When
            HttpRequest forwarded = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + "/authorize?namespace=default"))
                    .header("X-Forwarded-For", "10.42.0.5")
                    .build();
            HttpClient client = HttpClient.newHttpClient();
            for (int i = 0; i < 50; i++) {
                assertThat(client.send(forwarded, BodyHandlers.ofString()).statusCode())
                        .isEqualTo(403);
            }

            // Then
            process.awaitLog(WARNING);
            assertThat(process.log())
                    .contains("If it is your proxy outside the cluster, add 127.0.0.1 to TRUSTED_PROXIES");
            assertThat(process.log().lines().filter(line -> line.contains(WARNING)))
                    .hasSizeLessThan(20);
        }
    }
}
