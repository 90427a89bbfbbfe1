package io.podwatcher.integration.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.podwatcher.apiserver.Fault;
import io.podwatcher.apiserver.Kind;
import io.podwatcher.integration.faults.FaultyCluster;
import io.podwatcher.watch.api.ClusterAccess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The token of a service account is replaced on disk, as a kubelet does it, and the old one is not valid any more. */
class TokenRotationIT {

    private static final List<String> PROPERTIES = List.of(
            Config.KUBERNETES_KUBECONFIG_FILE,
            Config.KUBERNETES_AUTH_SERVICEACCOUNT_TOKEN_FILE_SYSTEM_PROPERTY,
            Config.KUBERNETES_MASTER_SYSTEM_PROPERTY);

    @TempDir
    private Path directory;

    private Path token;
    private FaultyCluster cluster;

    @BeforeEach
    void watchByAServiceAccount() throws Exception {
        cluster = new FaultyCluster();
        token = Files.writeString(directory.resolve("token"), "first");
        // In a pod these are where fabric8 looks by itself; a test can set neither the environment nor /var/run.
        System.setProperty(
                Config.KUBERNETES_KUBECONFIG_FILE, directory.resolve("none").toString());
        System.setProperty(Config.KUBERNETES_AUTH_SERVICEACCOUNT_TOKEN_FILE_SYSTEM_PROPERTY, token.toString());
        System.setProperty(Config.KUBERNETES_MASTER_SYSTEM_PROPERTY, cluster.server.url());
        cluster.change();
        cluster.server.faults().requireToken("first");
        ClusterAccess access = ClusterAccess.find(Map.of());
        assertThat(access.origin()).isEqualTo("service account of this pod");
        cluster.watchedBy(access).awaitReady();
        cluster.awaitWatched();
    }

    @AfterEach
    void close() {
        cluster.close();
        PROPERTIES.forEach(System::clearProperty);
    }

    @Test
    void tokenThatIsRefusedBeforeTheNewOneIsOnDiskIsTriedAgainUntilItIs() throws Exception {
        // Given
        cluster.server.faults().requireToken("second");
        cluster.server.strikeOpenWatches(Fault.end());
        cluster.awaitRestart("unauthorized");
        cluster.change();

        // When
        Files.writeString(token, "second");

        // Then
        cluster.awaitTheMapIsRight();
        cluster.awaitReady();
        assertThat(authorization(Kind.WATCH)).isEqualTo("Bearer second");
    }

    @Test
    void tokenThatIsOnDiskBeforeTheOldOneIsRefusedIsTakenAtOnce() throws Exception {
        // Given
        Files.writeString(token, "second");
        cluster.server.faults().requireToken("second");

        // When
        cluster.server.strikeOpenWatches(Fault.end());
        cluster.change();

        // Then
        cluster.awaitTheMapIsRight();
        cluster.awaitReady();
        assertThat(authorization(Kind.WATCH)).isEqualTo("Bearer second");
    }

    @Test
    void listIsAskedForWithTheNewTokenToo() throws Exception {
        // Given
        Files.writeString(token, "second");
        cluster.server.faults().requireToken("second");

        // When
        cluster.server.strikeOpenWatches(Fault.error(410, "too old resource version"));
        cluster.change();

        // Then
        cluster.awaitTheMapIsRight();
        assertThat(authorization(Kind.LIST)).isEqualTo("Bearer second");
    }

    private String authorization(Kind kind) {
        return cluster.server
                .requests()
                .last(kind)
                .orElseThrow()
                .authorization()
                .orElse("none");
    }
}
