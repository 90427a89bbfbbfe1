package io.podwatcher.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.podwatcher.settings.Settings;
import io.podwatcher.watch.trigger.FunctionResource;
import io.podwatcher.watch.trigger.HttpTriggerResource;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What {@code kubectl apply -f manifests/install-fission.yaml} creates beyond what install.yaml does. */
class FissionTest {

    private static final String GROUP = "fission.io";

    private static Manifest plain;
    private static Manifest install;

    @BeforeAll
    static void read() throws IOException {
        plain = Manifest.install("install");
        install = Manifest.install("install-fission");
    }

    @Test
    void theServiceAccountMayListAndWatchWhatIsWatchedAndNothingElse() {
        // Given
        List<PolicyRule> ofPods = plain.only(ClusterRole.class).getRules();

        // When
        List<PolicyRule> rules = install.only(ClusterRole.class).getRules();

        // Then
        assertThat(rules).hasSize(ofPods.size() + 1).containsAll(ofPods);
        PolicyRule added = rules.get(rules.size() - 1);
        assertThat(added.getApiGroups()).containsExactly(GROUP);
        assertThat(added.getResources())
                .containsExactlyInAnyOrder(HttpTriggerResource.KIND.plural(), FunctionResource.KIND.plural());
        assertThat(added.getVerbs()).containsExactlyInAnyOrder("list", "watch");
        assertThat(added.getResourceNames()).isEmpty();
        assertThat(added.getNonResourceURLs()).isEmpty();
    }

    @Test
    void theServiceFindsTargetsAndTrustsAProxyByItsIdentityOnly() throws Exception {
        // Given
        Map<String, String> variables =
                install.container().getEnv().stream().collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));

        // When
        Settings settings = Settings.from(variables);

        // Then
        assertThat(settings.fission())
                .hasValueSatisfying(router -> assertThat(router.ordered()).isTrue());
        assertThat(settings.trustedProxies().identities()).hasSize(1);
        assertThat(settings.trustedProxies().ranges()).isEmpty();
    }

    /** The documentation replaces it by sed. */
    @Test
    void theIdentityOfCaddyIsTheOnlyPlaceholder() throws IOException {
        assertThat(Files.readString(Manifest.file("install-fission"))).containsOnlyOnce("ingress/caddy");
    }

    @Test
    void allElseIsAsInTheInstallationWithoutIt() {
        // When
        Container container = install.container();

        // Then
        assertThat(container.getEnv())
                .extracting(EnvVar::getName, EnvVar::getValue)
                .containsAll(plain.container().getEnv().stream()
                        .map(variable -> tuple(variable.getName(), variable.getValue()))
                        .toList())
                .hasSize(plain.container().getEnv().size() + 2);
        assertThat(withoutVariables(install)).isEqualTo(withoutVariables(plain));
        assertThat(others(install)).isEqualTo(others(plain));
    }

    private static Deployment withoutVariables(Manifest manifest) {
        Container container =
                new ContainerBuilder(manifest.container()).withEnv(List.of()).build();
        return new DeploymentBuilder(manifest.only(Deployment.class))
                .editSpec()
                .editTemplate()
                .editSpec()
                .withContainers(container)
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private static List<HasMetadata> others(Manifest manifest) {
        return manifest.documents().stream()
                .filter(document -> !(document instanceof Deployment || document instanceof ClusterRole))
                .toList();
    }
}
