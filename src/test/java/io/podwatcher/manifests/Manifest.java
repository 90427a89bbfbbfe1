package io.podwatcher.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one {@code kubectl apply} creates in a cluster.
 *
 * @param documents in the order of the file
 */
public record Manifest(List<HasMetadata> documents) {

    /** The files that users apply as they are. */
    public static final List<String> INSTALLS =
            List.of("install", "install-fission", "install-single-namespace", "install-node-local");

    private static final Set<String> CLUSTER_SCOPED = Set.of("Namespace", "ClusterRole", "ClusterRoleBinding");

    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    /** One of {@link #INSTALLS}. */
    public static Manifest install(String name) throws IOException {
        return parse(Files.readString(file(name)));
    }

    public static Path file(String name) {
        return Path.of("manifests", name + ".yaml");
    }

    public static Manifest parse(String yaml) {
        return new Manifest(Arrays.stream(yaml.split("(?m)^---$"))
                .map(document -> YAML.unmarshal(document, HasMetadata.class))
                .toList());
    }

    /** What {@code kubectl apply -n} makes of the documents that name no namespace. */
    public Manifest inNamespace(String namespace) {
        documents.stream()
                .filter(document -> document.getMetadata().getNamespace() == null)
                .filter(document -> !CLUSTER_SCOPED.contains(document.getKind()))
                .forEach(document -> document.getMetadata().setNamespace(namespace));
        all(RoleBinding.class)
                .forEach(binding -> binding.getSubjects().forEach(subject -> subject.setNamespace(namespace)));
        return this;
    }

    public List<String> kinds() {
        return documents.stream().map(HasMetadata::getKind).toList();
    }

    /** The one document of this kind. */
    public <T extends HasMetadata> T only(Class<T> kind) {
        List<T> ofThatKind = all(kind);
        assertThat(ofThatKind).as(kind.getSimpleName()).hasSize(1);
        return ofThatKind.get(0);
    }

    private <T extends HasMetadata> List<T> all(Class<T> kind) {
        return documents.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The pods that the Deployment, StatefulSet or DaemonSet makes. */
    public PodTemplateSpec template() {
        Stream<PodTemplateSpec> ofDeployments = all(Deployment.class).stream()
                .map(deployment -> deployment.getSpec().getTemplate());
        Stream<PodTemplateSpec> ofStatefulSets = all(StatefulSet.class).stream()
                .map(statefulSet -> statefulSet.getSpec().getTemplate());
        return Stream.concat(ofDeployments, ofStatefulSets)
                .findFirst()
                .orElseGet(() -> only(DaemonSet.class).getSpec().getTemplate());
    }

    public PodSpec pod() {
        return template().getSpec();
    }

    public Container container() {
        assertThat(pod().getContainers()).hasSize(1);
        return pod().getContainers().get(0);
    }

    /** The environment variable of this name in the container. */
    public EnvVar variable(String name) {
        List<EnvVar> ofThatName = container().getEnv().stream()
                .filter(variable -> variable.getName().equals(name))
                .toList();
        assertThat(ofThatName).as(name).hasSize(1);
        return ofThatName.get(0);
    }

    /** The HTTP requests of all three probes. */
    public List<Probe> probes() {
        return List.of(
                container().getStartupProbe(),
                container().getLivenessProbe(),
                container().getReadinessProbe());
    }
}
