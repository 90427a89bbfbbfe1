package io.podwatcher.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the components for the history make of an installation. */
class HistoryComponentsIT {

    @TempDir
    private Path folder;

    @BeforeEach
    void needKustomize() {
        Kustomize.assumeIsThere("the components history and history-postgresql were not put together");
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "single-namespace"})
    void aStatefulSetOfOneReplicaWritesToItsVolume(String installation) throws IOException {
        // When
        Manifest manifest = Kustomize.combine(folder, installation, List.of("history"));

        // Then
        StatefulSetSpec statefulSet = manifest.only(StatefulSet.class).getSpec();
        assertThat(manifest.kinds()).doesNotContain("Deployment");
        assertThat(statefulSet.getReplicas()).isEqualTo(1);
        assertThat(statefulSet.getServiceName())
                .isEqualTo(manifest.only(Service.class).getMetadata().getName());
        assertThat(statefulSet.getSelector().getMatchLabels()).isEqualTo(Map.of("app", "pod-watcher"));
        assertThat(statefulSet.getVolumeClaimTemplates()).singleElement().satisfies(claim -> {
            assertThat(claim.getSpec().getAccessModes()).containsExactly("ReadWriteOnce");
            assertThat(claim.getSpec().getResources().getRequests()).containsEntry("storage", new Quantity("5Gi"));
            assertThat(manifest.container().getVolumeMounts()).anySatisfy(mount -> {
                assertThat(mount.getName()).isEqualTo(claim.getMetadata().getName());
                assertThat(manifest.variable("HISTORY_URL").getValue())
                        .startsWith("jdbc:h2:file:" + mount.getMountPath() + "/");
            });
        });
        assertThat(manifest.pod().getSecurityContext().getFsGroup())
                .as("the volume is writable for the program")
                .isEqualTo(manifest.pod().getSecurityContext().getRunAsGroup());
        assertThat(memory(manifest))
                .isGreaterThan(Quantity.getAmountInBytes(new Quantity("320Mi")).longValue());
    }

    /** A label with the version in them would make each update fail: claim templates cannot be changed. */
    @Test
    void theClaimOfTheVolumeHasNoLabelOfAVersion() throws IOException {
        // When
        Manifest manifest = Kustomize.combine(folder, "base", List.of("history", "prometheus", "network-policy"));

        // Then
        assertThat(manifest.only(StatefulSet.class).getSpec().getVolumeClaimTemplates())
                .allSatisfy(claim -> assertThat(claim.getMetadata().getLabels()).isNullOrEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"history", "history-postgresql"})
    void itGoesWithAllOtherComponentsInAnyOrder(String history) throws IOException {
        // When
        Manifest manifest = Kustomize.combine(folder, "base", List.of(history, "fission", "tokens", "tls"));

        // Then
        assertThat(manifest.container().getEnv())
                .extracting(EnvVar::getName)
                .contains("HISTORY_URL", "FISSION", "TRUSTED_PROXIES", "TOKEN_KEY_FILE", "TLS_CERT_FILE")
                .doesNotHaveDuplicates();
        assertThat(manifest.pod().getVolumes()).extracting(Volume::getName).contains("tokens", "tls");
        assertThat(manifest.probes())
                .allSatisfy(probe -> assertThat(probe.getHttpGet().getScheme()).isEqualTo("HTTPS"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "single-namespace"})
    void theUrlOfPostgresqlComesFromASecret(String installation) throws IOException {
        // When
        Manifest manifest = Kustomize.combine(folder, installation, List.of("history-postgresql"));

        // Then
        EnvVar url = manifest.variable("HISTORY_URL");
        assertThat(url.getValue()).isNull();
        assertThat(url.getValueFrom().getSecretKeyRef().getName()).isEqualTo("pod-watcher-history");
        assertThat(url.getValueFrom().getSecretKeyRef().getKey()).isEqualTo("url");
        assertThat(manifest.kinds()).doesNotContain("StatefulSet");
        assertThat(memory(manifest))
                .isGreaterThan(Quantity.getAmountInBytes(new Quantity("256Mi")).longValue());
    }

    private static long memory(Manifest manifest) {
        Map<String, Quantity> limits = manifest.container().getResources().getLimits();
        assertThat(manifest.container().getResources().getRequests()).containsEntry("memory", limits.get("memory"));
        return Quantity.getAmountInBytes(limits.get("memory")).longValue();
    }
}
