package io.podwatcher.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.FieldSource;

/** The labels by which users, dashboards and GitOps tools find what belongs to pod-watcher. */
@ParameterizedClass
@FieldSource("INSTALLS")
class LabelsTest {

    static final List<String> INSTALLS = Manifest.INSTALLS;

    /** What a Deployment, StatefulSet or DaemonSet selects by cannot be changed while it is in a cluster. */
    private static final Map<String, String> SELECTOR = Map.of("app", "pod-watcher");

    @Parameter
    private String install;

    private Manifest manifest;

    @BeforeEach
    void read() throws IOException {
        manifest = Manifest.install(install);
    }

    @Test
    void allObjectsAndThePodsHaveThoseThatKubernetesRecommends() {
        // Given
        String image = manifest.container().getImage();
        Map<String, String> recommended = Map.of(
                "app.kubernetes.io/name", "pod-watcher",
                "app.kubernetes.io/component", "server",
                "app.kubernetes.io/part-of", "pod-watcher",
                "app.kubernetes.io/version", image.substring(image.lastIndexOf(':') + 1));

        // When // Then
        assertThat(manifest.documents())
                .allSatisfy(document -> assertThat(document.getMetadata().getLabels())
                        .containsAllEntriesOf(recommended)
                        .containsAllEntriesOf(SELECTOR));
        assertThat(manifest.template().getMetadata().getLabels())
                .containsAllEntriesOf(recommended)
                .containsAllEntriesOf(SELECTOR);
    }

    @Test
    void selectorsStayAsTheyAreInInstalledClusters() {
        // When // Then
        assertThat(manifest.documents()).allSatisfy(document -> {
            if (document instanceof Deployment deployment) {
                assertThat(deployment.getSpec().getSelector().getMatchLabels()).isEqualTo(SELECTOR);
            } else if (document instanceof DaemonSet daemonSet) {
                assertThat(daemonSet.getSpec().getSelector().getMatchLabels()).isEqualTo(SELECTOR);
            } else if (document instanceof PodDisruptionBudget budget) {
                assertThat(budget.getSpec().getSelector().getMatchLabels()).isEqualTo(SELECTOR);
            } else if (document instanceof Service service) {
                assertThat(service.getSpec().getSelector()).isEqualTo(SELECTOR);
            }
        });
    }
}
