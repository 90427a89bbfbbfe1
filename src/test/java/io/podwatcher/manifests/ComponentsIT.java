package io.podwatcher.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.podwatcher.CommandLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the components add to an installation. */
class ComponentsIT {

    @TempDir
    private Path folder;

    @BeforeEach
    void needKustomize() {
        Kustomize.assumeIsThere("the components of manifests/components were not put together");
    }

    @Test
    void theAutoscalerDecidesHowManyReplicasThereAre() throws IOException {
        // When
        Manifest manifest = Kustomize.combine(folder, "base", List.of("hpa"));

        // Then
        HorizontalPodAutoscaler autoscaler = manifest.only(HorizontalPodAutoscaler.class);
        Deployment deployment = manifest.only(Deployment.class);
        assertThat(deployment.getSpec().getReplicas()).isNull();
        assertThat(autoscaler.getSpec().getMinReplicas()).isGreaterThan(1);
        assertThat(autoscaler.getSpec().getScaleTargetRef().getKind()).isEqualTo(deployment.getKind());
        assertThat(autoscaler.getSpec().getScaleTargetRef().getName())
                .isEqualTo(deployment.getMetadata().getName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "single-namespace", "node-local"})
    void withTlsTheProgramAndAllThatAskItSpeakTls(String installation) throws IOException {
        // When
        Manifest manifest = Kustomize.combine(folder, installation, List.of("prometheus", "tls"));

        // Then
        String certificate = manifest.variable("TLS_CERT_FILE").getValue();
        assertThat(manifest.variable("TLS_KEY_FILE").getValue()).startsWith("/tls/");
        assertThat(CommandLine.settings()).contains("TLS_CERT_FILE", "TLS_KEY_FILE");
        assertThat(manifest.container().getVolumeMounts()).anySatisfy(mount -> {
            assertThat(certificate).isEqualTo(mount.getMountPath() + "/tls.crt");
            assertThat(mount.getSubPath()).as("a mounted file is never renewed").isNull();
            assertThat(manifest.pod().getVolumes()).anySatisfy(volume -> {
                assertThat(volume.getName()).isEqualTo(mount.getName());
                assertThat(volume.getSecret().getSecretName()).isEqualTo("pod-watcher-tls");
            });
        });
        assertThat(manifest.probes())
                .allSatisfy(probe -> assertThat(probe.getHttpGet().getScheme()).isEqualTo("HTTPS"));
        assertThat(manifest.only(Service.class).getSpec().getPorts().get(0).getAppProtocol())
                .isEqualTo("https");
        assertThat(serviceMonitor(manifest).<String>get("spec", "endpoints", 0, "scheme"))
                .isEqualTo("https");
    }

    @Test
    void prometheusAsksThePortOfTheServiceForItsMetrics() throws IOException {
        // When
        Manifest manifest = Kustomize.combine(folder, "base", List.of("prometheus"));

        // Then
        GenericKubernetesResource monitor = serviceMonitor(manifest);
        Service service = manifest.only(Service.class);
        assertThat(monitor.<String>get("spec", "endpoints", 0, "port"))
                .isEqualTo(service.getSpec().getPorts().get(0).getName());
        assertThat(monitor.<String>get("spec", "endpoints", 0, "path")).isEqualTo("/metrics");
        assertThat(monitor.<Object>get("spec", "selector", "matchLabels"))
                .isEqualTo(service.getMetadata().getLabels());
    }

    @Test
    void grafanaFindsTheDashboard() throws IOException {
        // When
        Manifest manifest = Kustomize.combine(folder, "base", List.of("prometheus"));

        // Then
        ConfigMap dashboard = manifest.only(ConfigMap.class);
        assertThat(dashboard.getMetadata().getLabels()).containsKey("grafana_dashboard");
        assertThat(dashboard.getData())
                .containsEntry(
                        "pod-watcher.json",
                        Files.readString(Path.of("manifests", "components", "prometheus", "dashboard.json")));
    }

    private static GenericKubernetesResource serviceMonitor(Manifest manifest) {
        return (GenericKubernetesResource) manifest.documents().stream()
                .filter(document -> document.getKind().equals("ServiceMonitor"))
                .findFirst()
                .orElseThrow();
    }
}
