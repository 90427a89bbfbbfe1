package io.podwatcher.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Each of the files can be applied as it is, with one command. */
class InstallTest {

    private static final List<String> INSTALLS = Manifest.INSTALLS;

    /** The order of kinds: a document stands behind those that it needs. */
    private static final List<String> NEEDED_ORDER = List.of(
            "Namespace",
            "ServiceAccount",
            "ClusterRole",
            "Role",
            "ClusterRoleBinding",
            "RoleBinding",
            "Service",
            "PodDisruptionBudget",
            "Deployment",
            "DaemonSet");

    @ParameterizedTest
    @FieldSource("INSTALLS")
    void eachKindComesAfterThoseItNeeds(String install) throws IOException {
        // When
        List<String> kinds = Manifest.install(install).kinds();

        // Then
        assertThat(kinds)
                .isSubsetOf(NEEDED_ORDER)
                .doesNotHaveDuplicates()
                .isEqualTo(NEEDED_ORDER.stream().filter(kinds::contains).toList());
    }

    @ParameterizedTest
    @FieldSource("INSTALLS")
    void everythingIsNamedAsUsersKnowIt(String install) throws IOException {
        // Given
        String name = "pod-watcher";

        // When
        List<HasMetadata> documents = Manifest.install(install).documents();

        // Then
        assertThat(documents).allSatisfy(document -> {
            assertThat(document.getMetadata().getName()).isEqualTo(name);
            assertThat(document.getMetadata().getNamespace()).isIn(null, name);
        });
    }

    /** Whoever may not read the map gets an answer that says so, wherever the CNI enforces policies and elsewhere. */
    @ParameterizedTest
    @FieldSource("INSTALLS")
    void nobodyNeedsALabelToConnect(String install) throws IOException {
        // When // Then
        assertThat(Files.readString(Manifest.file(install))).doesNotContain("pod-watcher/ask", "NetworkPolicy");
    }

    @ParameterizedTest
    @FieldSource("INSTALLS")
    void theServiceSelectsThePods(String install) throws IOException {
        // Given
        Manifest manifest = Manifest.install(install);

        // When
        Map<String, String> selector = manifest.only(Service.class).getSpec().getSelector();

        // Then
        assertThat(selector).isNotEmpty();
        assertThat(manifest.template().getMetadata().getLabels()).containsAllEntriesOf(selector);
    }

    @ParameterizedTest
    @FieldSource("INSTALLS")
    void theServiceListensWhereClientsExpectItAndLeadsToThePortOfTheProgram(String install) throws IOException {
        // Given
        Manifest manifest = Manifest.install(install);

        // When
        ServicePort port = manifest.only(Service.class).getSpec().getPorts().get(0);

        // Then
        assertThat(port.getPort()).isEqualTo(8080);
        assertThat(port.getName()).isEqualTo("http");
        assertThat(manifest.container().getPorts()).singleElement().satisfies(target -> {
            assertThat(target.getName()).isEqualTo(port.getTargetPort().getStrVal());
            assertThat(target.getContainerPort()).isEqualTo(8080);
        });
    }

    @ParameterizedTest
    @FieldSource("INSTALLS")
    void aFreshClusterTakesTheDocumentsInTheirOrder(String install) throws IOException {
        // Given
        List<HasMetadata> documents = Manifest.install(install).documents();
        KubernetesMockServer apiServer = new KubernetesMockServer(
                new Context(), new MockWebServer(), new HashMap<>(), new KubernetesCrudDispatcher(), false);
        apiServer.init();
        try (KubernetesClient client = apiServer.createClient()) {

            // When
            documents.forEach(document ->
                    assertThatCode(() -> client.resource(document).create()).doesNotThrowAnyException());

            // Then
            assertThat(client.resourceList(documents).get()).hasSize(documents.size());
        } finally {
            apiServer.destroy();
        }
    }

    @ParameterizedTest
    @FieldSource("INSTALLS")
    void theFileIsWhatKustomizeMakes(String install) throws IOException {
        // Given
        Kustomize.assumeIsThere(Manifest.file(install) + " was not compared with what it is made from");
        Path folder = Path.of("manifests", install.equals("install") ? "base" : install.replace("install-", ""));

        // When
        String rendered = Kustomize.render(folder);

        // Then
        assertThat(Files.readString(Manifest.file(install)))
                .as("run: kubectl kustomize " + folder + " > " + Manifest.file(install))
                .isEqualTo(rendered);
    }
}
