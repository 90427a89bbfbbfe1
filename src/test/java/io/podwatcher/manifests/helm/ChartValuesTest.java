package io.podwatcher.manifests.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.podwatcher.manifests.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values of the chart that no component has. */
class ChartValuesTest {

    private static Chart chart;

    @BeforeAll
    static void packageIt(@TempDir Path folder) {
        chart = Chart.packaged(folder);
    }

    @Test
    void clientsAreAllowedBesideThePodsOfItsOwnNamespace() throws IOException {
        // When
        Manifest manifest = chart.render("edge", "allowedClients: [serviceaccount:media/jellyfin, 10.0.0.0/8]");

        // Then
        assertThat(manifest.variable("ALLOWED_CLIENTS").getValue())
                .isEqualTo("namespace:edge,serviceaccount:media/jellyfin,10.0.0.0/8");
    }

    @Test
    void settingsAreAddedAndReplaced() throws IOException {
        // When
        Manifest manifest = chart.render("pod-watcher", """
                settings:
                  ALLOWED_CLIENTS: ""
                  HTTP_INSTANCES: "4"
                  HISTORY_MAX_INTERVALS: "10000000"
                """);

        // Then
        assertThat(manifest.variable("ALLOWED_CLIENTS").getValue()).isEmpty();
        assertThat(manifest.variable("HTTP_INSTANCES").getValue()).isEqualTo("4");
        assertThat(manifest.variable("HISTORY_MAX_INTERVALS").getValue()).isEqualTo("10000000");
    }

    @Test
    void verifiersOfTokensAreSentToTheServiceAsItIsCalled() throws IOException {
        // When
        Manifest manifest = chart.render("edge", "{tokens: {enabled: true}, tls: {enabled: true}}");

        // Then
        assertThat(manifest.variable("TOKEN_ISSUER").getValue()).isEqualTo("https://pod-watcher.edge:8080");
    }

    @Test
    void aRouterThatDoesNotOrderItsTriggersIsKnown() throws IOException {
        // When
        Manifest manifest = chart.render("pod-watcher", """
                fission: {enabled: true, ordered: false, namespaces: [shop, media]}
                trustedProxies: [serviceaccount:ingress/caddy]
                """);

        // Then
        assertThat(manifest.variable("FISSION").getValue()).isEqualTo("unordered");
        assertThat(manifest.variable("FISSION_NAMESPACES").getValue()).isEqualTo("shop,media");
    }

    @Test
    void theImageIsThatOfAnotherRegistry() throws IOException {
        // When
        Manifest manifest = chart.render("pod-watcher", """
                image: {repository: registry.example.com/pod-watcher, tag: 1.2.3, pullPolicy: Always}
                imagePullSecrets: [{name: registry}]
                """);

        // Then
        assertThat(manifest.container().getImage()).isEqualTo("registry.example.com/pod-watcher:1.2.3");
        assertThat(manifest.container().getImagePullPolicy()).isEqualTo("Always");
        assertThat(manifest.pod().getImagePullSecrets())
                .singleElement()
                .satisfies(secret -> assertThat(secret.getName()).isEqualTo("registry"));
    }

    @Test
    void thePodsRunWhereTheyShouldWithWhatTheyNeed() throws IOException {
        // When
        Manifest manifest = chart.render("pod-watcher", """
                replicas: 3
                resources: {limits: {memory: 1Gi}}
                nodeSelector: {disk: ssd}
                tolerations: [{key: dedicated, operator: Exists}]
                affinity: {nodeAffinity: {}}
                priorityClassName: system-cluster-critical
                volumes: [{name: router, secret: {secretName: router}}]
                volumeMounts: [{name: router, mountPath: /router}]
                """);

        // Then
        PodSpec pod = manifest.pod();
        assertThat(manifest.only(Deployment.class).getSpec().getReplicas()).isEqualTo(3);
        assertThat(manifest.container().getResources().getLimits()).isEqualTo(Map.of("memory", new Quantity("1Gi")));
        assertThat(pod.getNodeSelector()).isEqualTo(Map.of("disk", "ssd"));
        assertThat(pod.getTolerations())
                .singleElement()
                .satisfies(toleration -> assertThat(toleration.getKey()).isEqualTo("dedicated"));
        assertThat(pod.getAffinity().getNodeAffinity()).isNotNull();
        assertThat(pod.getPriorityClassName()).isEqualTo("system-cluster-critical");
        assertThat(pod.getVolumes())
                .anySatisfy(volume -> assertThat(volume.getSecret())
                        .isNotNull()
                        .satisfies(secret -> assertThat(secret.getSecretName()).isEqualTo("router")));
        assertThat(manifest.container().getVolumeMounts())
                .anySatisfy(mount -> assertThat(mount.getMountPath()).isEqualTo("/router"));
    }

    @Test
    void labelsAreAddedButNoneIsTakenFromThoseThatSelectorsNeed() throws IOException {
        // When
        Manifest manifest = chart.render("pod-watcher", """
                labels: {team: edge, app: other}
                annotations: {owner: edge}
                podLabels: {sidecar: none, app: other}
                podAnnotations: {scrape: never}
                """);

        // Then
        assertThat(manifest.documents()).allSatisfy(document -> {
            assertThat(document.getMetadata().getLabels())
                    .containsEntry("team", "edge")
                    .containsEntry("app", "pod-watcher");
            assertThat(document.getMetadata().getAnnotations()).containsEntry("owner", "edge");
        });
        assertThat(manifest.template().getMetadata().getLabels())
                .containsEntry("sidecar", "none")
                .containsEntry("app", "pod-watcher");
        assertThat(manifest.template().getMetadata().getAnnotations()).containsEntry("scrape", "never");
    }

    @Test
    void theVolumeOfTheHistoryIsAsLargeAndAsFastAsWanted() throws IOException {
        // When
        Manifest manifest =
                chart.render("pod-watcher", "history: {database: h2, h2: {size: 20Gi, storageClassName: fast}}");

        // Then
        assertThat(manifest.only(StatefulSet.class).getSpec().getVolumeClaimTemplates())
                .singleElement()
                .satisfies(claim -> {
                    assertThat(claim.getSpec().getStorageClassName()).isEqualTo("fast");
                    assertThat(claim.getSpec().getResources().getRequests())
                            .containsEntry("storage", new Quantity("20Gi"));
                });
    }

    @Test
    void thePolicyAdmitsAndReachesMore() throws IOException {
        // When
        Manifest manifest = chart.render("pod-watcher", """
                history: {database: postgresql}
                networkPolicy:
                  enabled: true
                  extraFrom: [{ipBlock: {cidr: 192.168.1.11/32}}]
                  extraEgress: [{ports: [{port: 5432, protocol: TCP}]}]
                """);

        // Then
        NetworkPolicy policy = manifest.only(NetworkPolicy.class);
        assertThat(policy.getSpec().getIngress().get(0).getFrom())
                .hasSize(3)
                .anySatisfy(peer -> assertThat(peer.getIpBlock()).isNotNull());
        assertThat(policy.getSpec().getEgress())
                .hasSize(3)
                .anySatisfy(rule ->
                        assertThat(rule.getPorts().get(0).getPort().getIntVal()).isEqualTo(5432));
    }

    @Test
    void aPrometheusFindsWhatHasItsLabel() throws IOException {
        // When
        Manifest manifest = chart.render("pod-watcher", "prometheus: {serviceMonitor: true, labels: {release: main}}");

        // Then
        assertThat(manifest.only(GenericKubernetesResource.class).getMetadata().getLabels())
                .containsEntry("release", "main");
    }
}
