package io.podwatcher.watch.api;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.podwatcher.tls.TestKeyPair;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.X509ExtendedKeyManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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
                .hasMessage("KUBECONFIG names " + kubeconfig + ", which is not a file; correct it or unset it");
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

    @ParameterizedTest
    @MethodSource("keys")
    void clientKeyMayBeOfEachUsualKind(String kind, String certificate, String key) throws Exception {
        // Given
        Files.writeString(kubeconfig, CLUSTER + CONTEXT + user(certificate, key));

        // When
        ClusterAccess access = ClusterAccess.find(WITH_KUBECONFIG);

        // Then
        assertThat(SSLUtils.keyManagers(access.config()))
                .singleElement(as(type(X509ExtendedKeyManager.class)))
                .satisfies(manager ->
                        assertThat(manager.getClientAliases(kind, null)).hasSize(1));
    }

    static Stream<Arguments> keys() {
        TestKeyPair elliptic = TestKeyPair.elliptic();
        TestKeyPair rsa = TestKeyPair.rsa();
        return Stream.of(
                arguments("EC", elliptic.certificate(), elliptic.key()),
                arguments("EC", elliptic.certificate(), elliptic.sec1Key()),
                arguments("RSA", rsa.certificate(), rsa.key()));
    }

    @Test
    void clientKeyThatIsNoneIsNamed() throws Exception {
        // Given
        Files.writeString(kubeconfig, CLUSTER + CONTEXT + user(TestKeyPair.rsa().certificate(), """
                        -----BEGIN PRIVATE KEY-----
                        bm8ga2V5
                        -----END PRIVATE KEY-----
                        """));

        // Then
        assertThatThrownBy(() -> ClusterAccess.find(WITH_KUBECONFIG))
                .isInstanceOf(ClusterAccess.NotFound.class)
                .hasMessageStartingWith("Cannot use kubeconfig " + kubeconfig
                        + ", which is damaged or incomplete: its client-certificate "
                        + "and client-key are not a certificate "
                        + "and an RSA or EC key in PEM (");
    }

    private static String user(String certificate, String key) {
        return """
            users:
              - name: me
                user: {client-certificate-data: %s, client-key-data: %s}
            """.formatted(base64(certificate), base64(key));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
}
