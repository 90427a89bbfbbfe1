package io.podwatcher.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What {@code kubectl apply -n team -f manifests/install-single-namespace.yaml} creates. */
class SingleNamespaceTest {

    private static Manifest install;

    @BeforeAll
    static void read() throws IOException {
        install = Manifest.install("install-single-namespace");
    }

    @Test
    void nothingInItNeedsRightsBeyondTheNamespace() {
        // When // Then
        assertThat(install.kinds()).doesNotContain("Namespace", "ClusterRole", "ClusterRoleBinding");
    }

    @Test
    void theNamespaceIsThatOfTheCommand() {
        // When // Then
        assertThat(install.documents())
                .allSatisfy(document ->
                        assertThat(document.getMetadata().getNamespace()).isNull());
    }

    @Test
    void theServiceAccountMayListAndWatchPodsAndNothingElse() {
        // When
        Role role = install.only(Role.class);

        // Then
        assertThat(role.getRules()).singleElement().satisfies(rule -> {
            assertThat(rule.getApiGroups()).containsExactly("");
            assertThat(rule.getResources()).containsExactly("pods");
            assertThat(rule.getVerbs()).containsExactlyInAnyOrder("list", "watch");
        });
    }

    @Test
    void theRoleIsGivenToTheAccountOfTheSameNamespace() {
        // When
        RoleBinding binding = install.only(RoleBinding.class);

        // Then
        assertThat(binding.getRoleRef().getKind()).isEqualTo("Role");
        assertThat(binding.getRoleRef().getName())
                .isEqualTo(install.only(Role.class).getMetadata().getName());
        assertThat(binding.getSubjects()).singleElement().satisfies(subject -> {
            assertThat(subject.getName()).isEqualTo(install.pod().getServiceAccountName());
            assertThat(subject.getNamespace()).isNull();
        });
    }

    @Test
    void itWatchesTheNamespaceItRunsIn() {
        // When // Then
        assertThat(install.variable("WATCH_NAMESPACE")
                        .getValueFrom()
                        .getFieldRef()
                        .getFieldPath())
                .isEqualTo("metadata.namespace");
    }

    @Test
    void podsOfTheSameNamespaceMayAskWithoutALabel() {
        // When
        NetworkPolicy policy = install.only(NetworkPolicy.class);

        // Then
        assertThat(policy.getSpec().getIngress())
                .singleElement()
                .satisfies(rule -> assertThat(rule.getFrom()).anySatisfy(peer -> {
                    assertThat(peer.getNamespaceSelector()).isNull();
                    assertThat(peer.getPodSelector()).isEqualTo(new LabelSelector());
                }));
    }
}
