package io.podwatcher.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.io.IOException;
import java.util.List;
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
    void onlyPodsOfTheSameNamespaceMayReadTheMapWhateverItsName() {
        // Given
        List<String> variables =
                install.container().getEnv().stream().map(EnvVar::getName).toList();

        // When
        String allowed = install.variable("ALLOWED_CLIENTS").getValue();

        // Then
        assertThat(allowed).isEqualTo("namespace:$(WATCH_NAMESPACE)");
        assertThat(variables)
                .as("Kubernetes replaces a variable only in those behind it")
                .containsSubsequence("WATCH_NAMESPACE", "ALLOWED_CLIENTS");
    }
}
