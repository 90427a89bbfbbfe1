package io.podwatcher.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.fabric8.kubernetes.client.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterAccessTest {

    private static final Map<String, String> WITH_KUBECONFIG = Map.of("KUBECONFIG", "as the property says");
    private static final String CLUSTER = """
            clusters:
              - name: home
                cluster:
                  server: https://192.168.1.10:6443
            """;
    private static final String CONTEXT = """
            contexts:
              - name: me-at-home
                context: {cluster: home, user: me}
            current-context: me-at-home
            """;

    @TempDir
    private Path directory;

    private Path kubeconfig;

    @BeforeEach
    void name() {
        kubeconfig = directory.resolve("kubeconfig");
        // Read by fabric8 before the environment variable KUBECONFIG, which a test cannot set.
        System.setProperty(Config.KUBERNETES_KUBECONFIG_FILE, kubeconfig.toString());
    }

    @AfterEach
    void forget() {
        System.clearProperty(Config.KUBERNETES_KUBECONFIG_FILE);
    }

    @Test
    void kubeconfigTellsTheApiServer() throws Exception {
        // Given
        Files.writeString(kubeconfig, CLUSTER + CONTEXT);

        // When
        ClusterAccess access = ClusterAccess.find(WITH_KUBECONFIG);

        // Then
        assertThat(access.config().getMasterUrl()).isEqualTo("https://192.168.1.10:6443/");
        assertThat(access.origin()).isEqualTo("kubeconfig " + kubeconfig);
    }

    @Test
    void kubeconfigMayBeSpreadOverFiles() throws Exception {
        // Given
        Path clusters = Files.writeString(directory.resolve("clusters"), CLUSTER);
        Files.writeString(kubeconfig, CONTEXT);
        System.setProperty(
                Config.KUBERNETES_KUBECONFIG_FILE, kubeconfig + System.getProperty("path.separator") + clusters);

        // When
        ClusterAccess access = ClusterAccess.find(WITH_KUBECONFIG);

        // Then
        assertThat(access.config().getMasterUrl()).isEqualTo("https://192.168.1.10:6443/");
        assertThat(access.origin()).isEqualTo("kubeconfig " + kubeconfig + ", " + clusters);
    }

    @Test
    void missingKubeconfigIsNamedWhenItWasAskedFor() {
        assertThatThrownBy(() -> ClusterAccess.find(WITH_KUBECONFIG))
                .isInstanceOf(ClusterAccess.NotFound.class)
                .hasMessage("KUBECONFIG names " + kubeconfig + ", which is no file; correct it or unset it");
    }

    @Test
    void withoutAnyClusterTheMessageSaysWhatToDo() {
        assumeFalse(Files.isReadable(Path.of(Config.KUBERNETES_SERVICE_ACCOUNT_TOKEN_PATH)), "runs in a cluster");

        assertThatThrownBy(() -> ClusterAccess.find(Map.of()))
                .isInstanceOf(ClusterAccess.NotFound.class)
                .hasMessageContaining("KUBECONFIG")
                .hasMessageContaining("mvn -Pdemo");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                CLUSTER,
                CLUSTER + "current-context: nowhere",
                CONTEXT,
            })
    void kubeconfigWithoutAUsableClusterIsRefusedAndNotReplacedByADefault(String content) throws Exception {
        // Given
        Files.writeString(kubeconfig, content);

        // Then
        assertThatThrownBy(() -> ClusterAccess.find(WITH_KUBECONFIG))
                .isInstanceOf(ClusterAccess.NotFound.class)
                .hasMessage("Cannot use kubeconfig " + kubeconfig
                        + ": its current-context is missing, or names no cluster in it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clusters: [",
                "only words",
                "clusters: [{name: home, cluster: {}}]\n" + CONTEXT,
            })
    void damagedKubeconfigIsNamed(String content) throws Exception {
        // Given
        Files.writeString(kubeconfig, content);

        // Then
        assertThatThrownBy(() -> ClusterAccess.find(WITH_KUBECONFIG))
                .isInstanceOf(ClusterAccess.NotFound.class)
                .hasMessageStartingWith("Cannot use kubeconfig " + kubeconfig + ", which is damaged or incomplete: ");
    }
}
