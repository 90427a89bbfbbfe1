package io.podwatcher.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What {@code kubectl apply -f manifests/install.yaml} creates beyond what all installations have. */
class BaseTest {

    private static Manifest install;

    @BeforeAll
    static void read() throws IOException {
        install = Manifest.install("install");
    }

    @Test
    void theServiceAccountMayListAndWatchPodsAndNothingElse() {
        // When
        ClusterRole role = install.only(ClusterRole.class);

        // Then
        assertThat(role.getAggregationRule()).isNull();
        assertThat(role.getRules()).singleElement().satisfies(rule -> {
            assertThat(rule.getApiGroups()).containsExactly("");
            assertThat(rule.getResources()).containsExactly("pods");
            assertThat(rule.getVerbs()).containsExactlyInAnyOrder("list", "watch");
            assertThat(rule.getNonResourceURLs()).isEmpty();
        });
    }

    @Test
    void theRoleIsGivenToTheAccountThatTheDeploymentRunsAs() {
        // Given
        ServiceAccount account = install.only(ServiceAccount.class);

        // When
        ClusterRoleBinding binding = install.only(ClusterRoleBinding.class);

        // Then
        assertThat(binding.getRoleRef().getKind()).isEqualTo("ClusterRole");
        assertThat(binding.getRoleRef().getName())
                .isEqualTo(install.only(ClusterRole.class).getMetadata().getName());
        assertThat(install.pod().getServiceAccountName())
                .isEqualTo(account.getMetadata().getName());
        assertThat(binding.getSubjects()).singleElement().satisfies(subject -> {
            assertThat(subject.getKind()).isEqualTo("ServiceAccount");
            assertThat(subject.getName()).isEqualTo(account.getMetadata().getName());
            assertThat(subject.getNamespace()).isEqualTo(account.getMetadata().getNamespace());
        });
    }

    @Test
    void theNamespaceTakesNothingThatIsNotRestricted() {
        // When
        Namespace namespace = install.only(Namespace.class);

        // Then
        assertThat(namespace.getMetadata().getLabels())
                .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
    }

    @Test
    void anUpdateNeverTakesAReplicaAwayBeforeAnotherIsReady() {
        // When
        Deployment deployment = install.only(Deployment.class);

        // Then
        assertThat(deployment.getSpec().getReplicas()).isGreaterThan(1);
        assertThat(deployment.getSpec().getStrategy().getRollingUpdate().getMaxUnavailable())
                .isEqualTo(new IntOrString(0));
    }

    @Test
    void aDrainedNodeTakesOneReplicaAtATime() {
        // When
        PodDisruptionBudget budget = install.only(PodDisruptionBudget.class);

        // Then
        assertThat(budget.getSpec().getMaxUnavailable()).isEqualTo(new IntOrString(1));
        assertThat(budget.getSpec().getUnhealthyPodEvictionPolicy()).isEqualTo("AlwaysAllow");
        assertThat(budget.getSpec().getSelector().getMatchLabels())
                .isEqualTo(
                        install.only(Deployment.class).getSpec().getSelector().getMatchLabels());
    }

    @Test
    void onlyPodsOfItsOwnNamespaceMayReadTheMap() {
        // When // Then
        assertThat(install.variable("ALLOWED_CLIENTS").getValue())
                .isEqualTo("namespace:"
                        + install.only(Namespace.class).getMetadata().getName());
    }
}
