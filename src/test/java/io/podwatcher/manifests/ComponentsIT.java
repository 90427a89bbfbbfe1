package io.podwatcher.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;
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

    @ParameterizedTest
    @ValueSource(strings = {"base", "single-namespace", "node-local"})
    void withTokensTheKeyIsMountedBesideTheCertificate(String installation) throws IOException {
        // When
        Manifest manifest = Kustomize.combine(folder, installation, List.of("tokens", "tls"));

        // Then
        String key = manifest.variable("TOKEN_KEY_FILE").getValue();
        assertThat(CommandLine.settings()).contains("TOKEN_KEY_FILE");
        assertThat(manifest.variable("TLS_KEY_FILE").getValue()).startsWith("/tls/");
        assertThat(manifest.pod().getSecurityContext().getFsGroup())
                .isEqualTo(manifest.pod().getSecurityContext().getRunAsGroup());
        assertThat(manifest.container().getVolumeMounts()).anySatisfy(mount -> {
            assertThat(key).isEqualTo(mount.getMountPath() + "/tls.key");
            assertThat(mount.getSubPath()).as("a mounted file is never renewed").isNull();
            assertThat(manifest.pod().getVolumes()).anySatisfy(volume -> {
                assertThat(volume.getName()).isEqualTo(mount.getName());
                assertThat(volume.getSecret().getSecretName()).isEqualTo("pod-watcher-tokens");
                assertThat(volume.getSecret().getItems())
                        .extracting(KeyToPath::getPath)
                        .containsExactly("tls.key");
            });
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "single-namespace", "node-local"})
    void theNetworkPolicyAdmitsItsOwnNamespaceAndLabelledOnes(String installation) throws IOException {
        // Given
        Manifest manifest = Kustomize.combine(folder, installation, List.of("network-policy"));

        // When
        NetworkPolicySpec policy = manifest.only(NetworkPolicy.class).getSpec();

        // Then
        assertThat(manifest.template().getMetadata().getLabels())
                .containsAllEntriesOf(policy.getPodSelector().getMatchLabels());
        assertThat(policy.getPolicyTypes()).contains("Ingress");
        assertThat(policy.getIngress()).singleElement().satisfies(rule -> {
            assertThat(rule.getFrom())
                    .extracting(NetworkPolicyPeer::getNamespaceSelector, NetworkPolicyPeer::getPodSelector)
                    .containsExactlyInAnyOrder(
                            tuple(
                                    new LabelSelectorBuilder()
                                            .addToMatchLabels("pod-watcher/ask", "true")
                                            .build(),
                                    null),
                            tuple(null, new LabelSelector()));
            assertThat(rule.getPorts())
                    .extracting(NetworkPolicyPort::getPort)
                    .containsExactly(new IntOrString(
                            manifest.container().getPorts().get(0).getName()));
        });
    }

    @Test
    void theNetworkPolicyLetsItReachApiServersAndNamesAndNothingElse() throws IOException {
        // When
        NetworkPolicySpec policy = Kustomize.combine(folder, "base", List.of("network-policy"))
                .only(NetworkPolicy.class)
                .getSpec();

        // Then
        assertThat(policy.getPolicyTypes()).contains("Egress");
        assertThat(policy.getEgress())
                .flatExtracting(NetworkPolicyEgressRule::getPorts)
                .extracting(port -> port.getProtocol() + " " + port.getPort().getIntVal())
                .containsExactlyInAnyOrder("TCP 443", "TCP 6443", "TCP 8443", "TCP 16443", "UDP 53", "TCP 53");
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
        assertThat(service.getMetadata().getLabels())
                .containsAllEntriesOf(monitor.get("spec", "selector", "matchLabels"));
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
