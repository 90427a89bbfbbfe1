package io.podwatcher.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.podwatcher.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What src/docs/fission.md has for others to apply, and what it rests on. */
class FissionPageTest {

    private static final Path PAGE = Path.of("src", "docs", "fission.md");

    @Test
    void theAnnotationStandsAtATrigger() {
        // When
        GenericKubernetesResource trigger = documented("HTTPTrigger");

        // Then
        assertThat(trigger.getApiVersion()).isEqualTo("fission.io/v1");
        assertThat(trigger.getMetadata().getAnnotations().keySet()).containsExactly("pod-watcher/allow");
        assertThat(trigger.<String>get("spec", "functionref", "type")).isEqualTo("name");
    }

    @Test
    void theVariableLeadsToTheServiceOfCaddyAndNotToTheRouters() throws IOException {
        // When
        List<Map<String, String>> variables = documented("Environment").get("spec", "runtime", "container", "env");

        // Then
        assertThat(variables)
                .containsExactly(Map.of("name", "FUNCTIONS_URL", "value", "http://caddy." + namespaceOfCaddy()));
        assertThat(PAGE).content().contains("process.env.FUNCTIONS_URL");
    }

    @Test
    void onlyCaddyAndFissionsOwnPartsReachTheRouter() throws IOException {
        // When
        NetworkPolicy policy = Manifest.parse(
                        Files.readString(Path.of("src", "docs", "proxies", "router-networkpolicy.yaml")))
                .only(NetworkPolicy.class);

        // Then
        assertThat(policy.getSpec().getPodSelector().getMatchLabels()).isEqualTo(Map.of("svc", "router"));
        assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress");
        List<NetworkPolicyIngressRule> rules = policy.getSpec().getIngress();
        assertThat(rules).hasSize(2);
        NetworkPolicyPeer caddy = only(rules.get(0).getFrom());
        assertThat(caddy.getNamespaceSelector().getMatchLabels())
                .isEqualTo(Map.of("kubernetes.io/metadata.name", namespaceOfCaddy()));
        assertThat(caddy.getPodSelector().getMatchLabels()).isNotEmpty();
        assertThat(only(rules.get(0).getPorts()).getPort()).isEqualTo(new IntOrString(8888));
        NetworkPolicyPeer ownNamespace = only(rules.get(1).getFrom());
        assertThat(ownNamespace.getNamespaceSelector()).isNull();
        assertThat(ownNamespace.getIpBlock()).isNull();
    }

    /** The page's only object of this kind. */
    private GenericKubernetesResource documented(String kind) {
        List<GenericKubernetesResource> found = Documents.blocks(PAGE, "yaml").stream()
                .flatMap(block -> Manifest.parse(block).documents().stream())
                .filter(document -> document.getKind().equals(kind))
                .map(GenericKubernetesResource.class::cast)
                .toList();
        return only(found);
    }

    /** As the installation has it, of serviceaccount:namespace/name. */
    private static String namespaceOfCaddy() throws IOException {
        EnvVar proxies = Manifest.install("install-fission").variable("TRUSTED_PROXIES");
        return proxies.getValue().replaceFirst("serviceaccount:(.*)/.*", "$1");
    }

    private static <T> T only(List<T> list) {
        assertThat(list).hasSize(1);
        return list.get(0);
    }
}
