package io.podwatcher.integration.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.utils.Utils;
import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.Fault;
import io.podwatcher.apiserver.Kind;
import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.integration.service.MockCluster;
import io.podwatcher.process.ServiceProcess;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process has a recognizable token, and everything goes wrong: its log never contains the token. */
class TokenInLogIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.recognizable";

    @TempDir
    private Path home;

    private final ApiServer server = new ApiServer().start();
    private final int port = MockCluster.freePort();

    @BeforeEach
    void addPod() {
        server.put(ApiPod.running("default", "web", "uid-web", "10.0.0.1"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theTokenOfAKubeconfigIsNotInTheLogAtDebug() throws Exception {
        // Given
        Map<String, String> variables = new HashMap<>(
                ServiceProcess.variables(home, port, URI.create(server.url()).getPort()));
        Path kubeconfig = Path.of(variables.get("KUBECONFIG"));
        Files.writeString(kubeconfig, Files.readString(kubeconfig).replace("secret", TOKEN));
        variables.put("LOG_LEVEL", "DEBUG");

        // When // Then
        assertTheTokenIsNeverSaid(variables);
    }

    @Test
    void theTokenOfAServiceAccountIsNotInTheLogAtTrace() throws Exception {
        // Given
        Path token = Files.writeString(home.resolve("token"), TOKEN);
        Map<String, String> variables = new HashMap<>(ServiceProcess.variables(home, port, 1));
        variables.remove("KUBECONFIG");
        variables.put(
                Utils.convertSystemPropertyNameToEnvVar(
                        Config.KUBERNETES_AUTH_SERVICEACCOUNT_TOKEN_FILE_SYSTEM_PROPERTY),
                token.toString());
        variables.put(Utils.convertSystemPropertyNameToEnvVar(Config.KUBERNETES_MASTER_SYSTEM_PROPERTY), server.url());
        variables.put("LOG_LEVEL", "TRACE");

        // When // Then
        assertTheTokenIsNeverSaid(variables);
    }

    private void assertTheTokenIsNeverSaid(Map<String, String> variables) throws Exception {
        // The first 401 is not reported: fabric8 reads the token again and retries at once.
        server.faults().next(Kind.LIST, 2, Fault.status(401, "Unauthorized"));
        server.faults().next(Kind.LIST, Fault.status(403, "pods is forbidden"));
        try (ServiceProcess process = ServiceProcess.start(home, variables)) {
            await().atMost(TIMEOUT).until(() -> server.openWatches() == 1);
            server.faults().next(Kind.WATCH, Fault.status(500, "etcd"));
            server.strikeOpenWatches(Fault.end());
            process.awaitLog("the watch is refused: 500");
            server.stop();
            process.awaitLog("Connection refused");
            process.terminate();
            assertThat(process.exitCode()).isZero();

            assertThat(server.requests().last(Kind.LIST).orElseThrow().authorization())
                    .contains("Bearer " + TOKEN);
            assertThat(process.log()).contains("Unauthorized", "pods is forbidden", " DEBUG ");
            assertSaysNoToken(process.log());
            assertSaysNoToken(process.errors());
        }
    }

    private static void assertSaysNoToken(String text) {
        String encoded = Base64.getEncoder().encodeToString(TOKEN.getBytes(StandardCharsets.UTF_8));
        assertThat(text.lines()).noneMatch(line -> line.contains(TOKEN) || line.contains(encoded));
    }
}
