package io.podwatcher.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.podwatcher.CommandLine;
import io.podwatcher.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the kustomizations in src/docs/deploy.md make, each taken from the page as it is. */
class DocumentedKustomizationsIT {

    @TempDir
    private Path folder;

    @BeforeEach
    void needKustomize() {
        Kustomize.assumeIsThere("the kustomizations of src/docs/deploy.md were not tried");
    }

    @Test
    void componentsAreAdded() throws IOException {
        // When
        Manifest manifest = documented("components/hpa");

        // Then
        assertThat(manifest.kinds())
                .contains("HorizontalPodAutoscaler", "ServiceMonitor", "PrometheusRule", "NetworkPolicy");
        assertThat(manifest.container().getEnv())
                .extracting(EnvVar::getName)
                .contains("FISSION", "TRUSTED_PROXIES", "TLS_CERT_FILE")
                .doesNotHaveDuplicates();
    }

    @Test
    void anImageOfARegistryIsUsed() throws IOException {
        assertThat(documented("newName:").container().getImage())
                .isEqualTo("registry.example.com/pod-watcher:" + CommandLine.version());
    }

    @Test
    void settingsAreChangedAndAddedToThoseThatAreThere() throws IOException {
        // When
        Manifest manifest = documented("TRUSTED_PROXIES");

        // Then
        List<String> names =
                manifest.container().getEnv().stream().map(EnvVar::getName).toList();
        assertThat(manifest.variable("TRUSTED_PROXIES").getValue()).startsWith("serviceaccount:");
        assertThat(manifest.variable("ALLOWED_CLIENTS").getValue()).startsWith("namespace:pod-watcher,");
        assertThat(names).contains("HTTP_INSTANCES").doesNotHaveDuplicates().isSubsetOf(CommandLine.settings());
    }

    @Test
    void thePolicyAdmitsAProxyOnTheHostNetworkBesideLabelledNamespaces() throws IOException {
        // When
        NetworkPolicy policy = documented("ipBlock").only(NetworkPolicy.class);

        // Then
        List<NetworkPolicyPeer> admitted = policy.getSpec().getIngress().get(0).getFrom();
        assertThat(admitted)
                .extracting(NetworkPolicyPeer::getNamespaceSelector)
                .filteredOn(Objects::nonNull)
                .hasSize(1);
        assertThat(admitted)
                .extracting(NetworkPolicyPeer::getIpBlock)
                .filteredOn(Objects::nonNull)
                .hasSize(1);
    }

    /** Renders the only one that contains this part, as if its file lay beside the folder manifests. */
    private Manifest documented(String part) throws IOException {
        List<String> found = Documents.blocks(Path.of("src", "docs", "deploy.md"), "yaml").stream()
                .filter(text -> text.startsWith("resources:") && text.contains(part))
                .toList();
        assertThat(found).as(part).hasSize(1);
        Path manifests = folder.toRealPath().relativize(Path.of("manifests").toRealPath());
        Files.writeString(
                folder.resolve("kustomization.yaml"), found.get(0).replace("- manifests/", "- " + manifests + "/"));
        return Manifest.parse(Kustomize.render(folder));
    }
}
