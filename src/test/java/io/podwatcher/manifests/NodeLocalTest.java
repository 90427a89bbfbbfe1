package io.podwatcher.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What {@code kubectl apply -f manifests/install-node-local.yaml} creates. */
class NodeLocalTest {

    private static Manifest install;

    @BeforeAll
    static void read() throws IOException {
        install = Manifest.install("install-node-local");
    }

    @Test
    void eachNodeRunsOneThatWatchesItsPodsOnly() {
        // When // Then
        assertThat(install.kinds()).doesNotContain("Deployment");
        assertThat(install.variable("NODE_NAME").getValueFrom().getFieldRef().getFieldPath())
                .isEqualTo("spec.nodeName");
        assertThat(install.pod().getTolerations()).singleElement().satisfies(toleration -> {
            assertThat(toleration.getOperator()).isEqualTo("Exists");
            assertThat(toleration.getKey()).isNull();
            assertThat(toleration.getEffect()).isNull();
        });
    }

    @Test
    void callersReachTheOneOfTheirOwnNodeOnly() {
        // When // Then
        assertThat(install.only(Service.class).getSpec().getInternalTrafficPolicy())
                .isEqualTo("Local");
    }

    @Test
    void onlyPodsOfItsOwnNamespaceMayReadTheMap() {
        // When // Then
        assertThat(install.variable("ALLOWED_CLIENTS").getValue()).isEqualTo("namespace:pod-watcher");
    }

    @Test
    void anUpdateLeavesNoNodeWithoutOneThatIsReady() {
        // When
        DaemonSet daemonSet = install.only(DaemonSet.class);

        // Then
        assertThat(daemonSet.getSpec().getUpdateStrategy().getRollingUpdate().getMaxUnavailable())
                .isEqualTo(new IntOrString(0));
        assertThat(daemonSet.getSpec().getUpdateStrategy().getRollingUpdate().getMaxSurge())
                .isEqualTo(new IntOrString(1));
    }

    @Test
    void theServiceAccountMayListAndWatchPodsAndNothingElse() {
        // When
        ClusterRole role = install.only(ClusterRole.class);

        // Then
        assertThat(role.getRules()).singleElement().satisfies(rule -> {
            assertThat(rule.getResources()).containsExactly("pods");
            assertThat(rule.getVerbs()).containsExactlyInAnyOrder("list", "watch");
        });
    }
}
