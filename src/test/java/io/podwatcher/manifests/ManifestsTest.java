package io.podwatcher.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.podwatcher.Command;
import io.podwatcher.CommandLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What {@code kubectl apply -f manifests/install.yaml} gives to a cluster. */
class ManifestsTest {

    private static final Path INSTALL = Path.of("manifests", "install.yaml");

    /** Bounds of the program: how long it takes at most to stop in order (Main), and to answer a probe (HealthEndpoints). */
    private static final long LONGEST_STOP_SECONDS = 25;

    private static final int LONGEST_HEALTH_ANSWER_SECONDS = 2;

    private static List<HasMetadata> documents;

    @BeforeAll
    static void readInstallYaml() throws IOException {
        KubernetesSerialization yaml = new KubernetesSerialization();
        documents = Arrays.stream(Files.readString(INSTALL).split("(?m)^---$"))
                .map(document -> yaml.unmarshal(document, HasMetadata.class))
                .toList();
    }

    @Test
    void eachKindComesAfterThoseItNeeds() {
        // Given
        List<String> neededOrder =
                List.of("Namespace", "ServiceAccount", "ClusterRole", "ClusterRoleBinding", "Service", "Deployment");

        // When
        List<String> order = documents.stream().map(HasMetadata::getKind).toList();

        // Then
        assertThat(order).isEqualTo(neededOrder);
    }

    @Test
    void everythingIsNamedAsUsersKnowIt() {
        // Given
        String name = "pod-watcher";

        // When // Then
        assertThat(documents).allSatisfy(document -> {
            assertThat(document.getMetadata().getName()).isEqualTo(name);
            assertThat(document.getMetadata().getNamespace()).isIn(null, name);
        });
    }

    @Test
    void theServiceAccountMayListAndWatchPodsAndNothingElse() {
        // Given
        ClusterRole role = only(ClusterRole.class);

        // When
        List<PolicyRule> rules = role.getRules();

        // Then
        assertThat(rules).singleElement().satisfies(rule -> {
            assertThat(rule.getApiGroups()).containsExactly("");
            assertThat(rule.getResources()).containsExactly("pods");
            assertThat(rule.getVerbs()).containsExactlyInAnyOrder("list", "watch");
            assertThat(rule.getNonResourceURLs()).isEmpty();
        });
    }

    @Test
    void theRoleIsGivenToTheAccountThatTheDeploymentRunsAs() {
        // Given
        ClusterRoleBinding binding = only(ClusterRoleBinding.class);
        ServiceAccount account = only(ServiceAccount.class);

        // When
        List<Subject> subjects = binding.getSubjects();

        // Then
        assertThat(binding.getRoleRef().getName())
                .isEqualTo(only(ClusterRole.class).getMetadata().getName());
        assertThat(pod().getServiceAccountName())
                .isEqualTo(account.getMetadata().getName());
        assertThat(subjects).singleElement().satisfies(subject -> {
            assertThat(subject.getKind()).isEqualTo("ServiceAccount");
            assertThat(subject.getName()).isEqualTo(account.getMetadata().getName());
            assertThat(subject.getNamespace()).isEqualTo(account.getMetadata().getNamespace());
        });
    }

    @Test
    void theServiceSelectsThePodsOfTheDeployment() {
        // Given
        Map<String, String> selector = only(Service.class).getSpec().getSelector();

        // When
        Map<String, String> labels =
                only(Deployment.class).getSpec().getTemplate().getMetadata().getLabels();

        // Then
        assertThat(selector).isNotEmpty();
        assertThat(labels).containsAllEntriesOf(selector);
        assertThat(only(Deployment.class).getSpec().getSelector().getMatchLabels())
                .isEqualTo(selector);
    }

    @Test
    void theServiceListensWhereClientsExpectItAndLeadsToThePortOfTheProgram() {
        // Given
        ServicePort port = only(Service.class).getSpec().getPorts().get(0);

        // When
        List<ContainerPort> targets = container().getPorts();

        // Then
        assertThat(port.getPort()).isEqualTo(8080);
        assertThat(port.getName()).isEqualTo("http");
        assertThat(targets).singleElement().satisfies(target -> {
            assertThat(target.getName()).isEqualTo(port.getTargetPort().getStrVal());
            assertThat(target.getContainerPort()).isEqualTo(8080);
        });
    }

    @Test
    void onlyReadinessDependsOnTheApiServer() {
        // Given
        Container container = container();

        // When // Then
        assertThat(path(container.getStartupProbe())).isEqualTo("/health");
        assertThat(path(container.getLivenessProbe())).isEqualTo("/health");
        assertThat(path(container.getReadinessProbe())).isEqualTo("/ready");
    }

    @Test
    void probesWaitLongerThanTheProgramTakesToAnswerThem() {
        // Given
        Container container = container();

        // When
        List<Probe> probes =
                List.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe());

        // Then
        assertThat(probes)
                .extracting(Probe::getTimeoutSeconds)
                .allMatch(seconds -> seconds > LONGEST_HEALTH_ANSWER_SECONDS);
    }

    @Test
    void thePodKeepsToTheRestrictedPodSecurityStandard() {
        // Given
        PodSpec pod = pod();

        // When
        Container container = container();

        // Then
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getSecurityContext().getCapabilities().getAdd()).isEmpty();
        assertThat(documents.get(0).getMetadata().getLabels())
                .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
    }

    @Test
    void thePodHasAFolderForNettysLibraryUnderItsReadOnlyRoot() {
        // Given
        String temporaryFolder = "/tmp";

        // When // Then
        assertThat(container().getVolumeMounts()).singleElement().satisfies(mount -> {
            assertThat(mount.getMountPath()).isEqualTo(temporaryFolder);
            assertThat(mount.getReadOnly()).isNotEqualTo(true);
            assertThat(pod().getVolumes()).singleElement().satisfies(volume -> {
                assertThat(volume.getName()).isEqualTo(mount.getName());
                assertThat(volume.getEmptyDir()).isNotNull();
            });
        });
    }

    @Test
    void memoryIsBoundedAndGuaranteed() {
        // Given
        Map<String, Quantity> limits = container().getResources().getLimits();

        // When
        Map<String, Quantity> requests = container().getResources().getRequests();

        // Then
        assertThat(limits).containsKey("memory");
        assertThat(requests).containsEntry("memory", limits.get("memory")).containsKey("cpu");
    }

    @Test
    void anUpdateNeverTakesAReplicaAwayBeforeAnotherIsReady() {
        // Given
        Deployment deployment = only(Deployment.class);

        // When // Then
        assertThat(deployment.getSpec().getReplicas()).isGreaterThan(1);
        assertThat(deployment
                        .getSpec()
                        .getStrategy()
                        .getRollingUpdate()
                        .getMaxUnavailable()
                        .getIntVal())
                .isZero();
    }

    @Test
    void kubernetesWaitsLongerThanAnOrderlyStopTakes() {
        // Given
        long endpointWithdrawn =
                container().getLifecycle().getPreStop().getSleep().getSeconds();

        // When
        long gracePeriod = pod().getTerminationGracePeriodSeconds();

        // Then
        assertThat(gracePeriod).isGreaterThan(endpointWithdrawn + LONGEST_STOP_SECONDS);
    }

    @Test
    void theImageIsOfTheVersionThatIsBuiltHere() {
        // Given
        String version = CommandLine.version();

        // When
        String image = container().getImage();

        // Then
        assertThat(image).isEqualTo("pod-watcher:" + version);
        assertThat(Path.of("Dockerfile")).content().contains("ARG VERSION=" + version + "\n");
    }

    @Test
    void theProgramKnowsAllVariablesThatTheDeploymentSets() {
        // Given
        List<EnvVar> variables = container().getEnv();

        // When // Then
        assertThat(variables).extracting(EnvVar::getName).isSubsetOf(CommandLine.settings());
    }

    @Test
    void aFreshClusterTakesTheDocumentsInTheirOrder() {
        // Given
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

    @Test
    void installYamlIsWhatKustomizeMakesOfTheBase() throws IOException {
        // Given
        assumeTrue(
                Command.exists("kubectl", "kustomize", "--help"),
                "Skipped: there is no kubectl here, so manifests/install.yaml was not compared with manifests/base");

        // When
        String rendered = Command.output(List.of("kubectl", "kustomize", "manifests/base"));

        // Then
        assertThat(Files.readString(INSTALL))
                .as("run: kubectl kustomize manifests/base > manifests/install.yaml")
                .isEqualTo(rendered);
    }

    private static PodSpec pod() {
        return only(Deployment.class).getSpec().getTemplate().getSpec();
    }

    private static Container container() {
        assertThat(pod().getContainers()).hasSize(1);
        return pod().getContainers().get(0);
    }

    private static String path(Probe probe) {
        assertThat(probe.getHttpGet().getPort().getStrVal())
                .isEqualTo(container().getPorts().get(0).getName());
        return probe.getHttpGet().getPath();
    }

    private static <T extends HasMetadata> T only(Class<T> kind) {
        List<T> ofThatKind =
                documents.stream().filter(kind::isInstance).map(kind::cast).toList();
        assertThat(ofThatKind).as(kind.getSimpleName()).hasSize(1);
        return ofThatKind.get(0);
    }
}
