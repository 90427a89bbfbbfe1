package io.podwatcher.integration.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.integration.service.MockCluster;
import io.podwatcher.process.ServiceProcess;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineIT {

    @TempDir
    private Path home;

    private ServiceProcess process;

    @AfterEach
    void stop() {
        process.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    void helpTellsOptionsAndSettings(String option) throws Exception {
        // When
        process = ServiceProcess.start(home, Map.of(), option);

        // Then
        assertThat(process.exitCode()).isZero();
        assertThat(process.log()).contains("--healthcheck", "--version", "PORT", "CLUSTER_CIDR", "KUBECONFIG");
        assertThat(process.errors()).isEmpty();
    }

    @Test
    void versionIsThatOfTheBuild() throws Exception {
        // When
        process = ServiceProcess.start(home, Map.of(), "--version");

        // Then
        assertThat(process.exitCode()).isZero();
        assertThat(process.log()).matches("pod-watcher \\d+\\.\\d+\\.\\d+\\S*\\R");
    }

    @Test
    void unknownOptionIsRefused() throws Exception {
        // When
        process = ServiceProcess.start(home, Map.of(), "--verbose");

        // Then
        assertThat(process.exitCode()).isEqualTo(2);
        assertThat(process.errors()).isEqualToIgnoringNewLines("Unknown option: --verbose; see --help");
    }

    @Test
    void allInvalidSettingsAreListed() throws Exception {
        // Given
        Map<String, String> wrong =
                Map.of("PORT", "http", "CLUSTER_CIDR", "10.42.0.1/16", "WATCH_MAX_AGE", "soon", "LOG_FORMAT", "xml");

        // When
        process = ServiceProcess.start(home, wrong);

        // Then
        assertThat(process.exitCode()).isEqualTo(2);
        assertThat(process.errors().lines())
                .hasSize(4)
                .anyMatch(line -> line.startsWith("PORT: "))
                .anyMatch(line -> line.startsWith("CLUSTER_CIDR: "))
                .anyMatch(line -> line.startsWith("WATCH_MAX_AGE: "))
                .anyMatch(line -> line.startsWith("LOG_FORMAT: "));
    }

    @Test
    void aMisspeltSettingIsAWarningThatNamesTheRightOne() throws Exception {
        // Given
        Map<String, String> variables =
                new HashMap<>(ServiceProcess.variables(home, MockCluster.freePort(), MockCluster.freePort()));
        variables.putAll(Map.of(
                "TRUSTED_PROXY", "10.0.0.1",
                "POD_WATCHER_SERVICE_HOST", "10.43.0.7",
                "POD_WATCHER_PORT", "tcp://10.43.0.7:8080",
                "POD_NAME", "pod-watcher-0"));

        // When
        process = ServiceProcess.start(home, variables);
        process.awaitLog("Listening on");

        // Then
        assertThat(process.log().lines())
                .filteredOn(line -> line.contains("is not a setting"))
                .singleElement()
                .asString()
                .contains(" WARN ")
                .endsWith("TRUSTED_PROXY is not a setting and has no effect; did you mean TRUSTED_PROXIES?");
    }

    @Test
    void withoutAClusterOneSentenceSaysWhatToDo() throws Exception {
        // When
        process = ServiceProcess.start(home, Map.of());

        // Then
        assertThat(process.exitCode()).isEqualTo(2);
        assertThat(process.errors().lines())
                .singleElement()
                .asString()
                .contains("KUBECONFIG", "service account", "mvn -Pdemo");
    }

    @Test
    void missingKubeconfigIsNamed() throws Exception {
        // Given
        String missing = home.resolve("missing").toString();

        // When
        process = ServiceProcess.start(home, Map.of("KUBECONFIG", missing));

        // Then
        assertThat(process.exitCode()).isEqualTo(2);
        assertThat(process.errors().lines())
                .singleElement()
                .asString()
                .contains("KUBECONFIG names " + missing + ", which is not a file");
    }

    @Test
    void takenPortIsToldInOneLine() throws Exception {
        // Given
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<String, String> variables =
                    ServiceProcess.variables(home, taken.getLocalPort(), MockCluster.freePort());

            // When
            process = ServiceProcess.start(home, variables);

            // Then
            assertThat(process.exitCode()).isEqualTo(1);
            assertThat(process.log().lines().filter(line -> !line.contains(" INFO ")))
                    .singleElement()
                    .asString()
                    .contains("ERROR", "cannot listen on 127.0.0.1:" + taken.getLocalPort(), "Address already in use");
            assertThat(process.errors()).isEmpty();
        }
    }

    @Test
    void healthcheckOfNobodyFails() throws Exception {
        // Given
        String port = Integer.toString(MockCluster.freePort());

        // When
        process = ServiceProcess.start(home, Map.of("HOST", "127.0.0.1", "PORT", port), "--healthcheck");

        // Then
        assertThat(process.exitCode()).isEqualTo(1);
        assertThat(process.log()).contains("127.0.0.1:" + port, "does not answer");
    }

    @Test
    void healthcheckOfARunningServiceSucceeds() throws Exception {
        // Given
        Map<String, String> variables = ServiceProcess.variables(home, MockCluster.freePort(), MockCluster.freePort());
        try (ServiceProcess running = ServiceProcess.start(home, variables)) {
            running.awaitLog("Listening on");

            // When
            process = ServiceProcess.start(home, variables, "--healthcheck");

            // Then
            assertThat(process.exitCode()).isZero();
            assertThat(process.log()).contains("\"status\":\"healthy\"");
        }
    }
}
