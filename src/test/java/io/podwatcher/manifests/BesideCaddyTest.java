package io.podwatcher.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.podwatcher.CommandLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The documented pod that holds Caddy and pod-watcher is set up as install.yaml sets pod-watcher up alone. */
class BesideCaddyTest {

    private Manifest install;
    private Manifest example;
    private Container podWatcher;

    @BeforeEach
    void read() throws IOException {
        install = Manifest.install("install");
        example = Manifest.parse(Files.readString(Path.of("src", "docs", "proxies", "caddy-with-pod-watcher.yaml")));
        PodSpec pod = example.pod();
        assertThat(pod.getInitContainers()).hasSize(1);
        podWatcher = pod.getInitContainers().get(0);
    }

    @Test
    void itRunsBesideCaddyAndNotBeforeIt() {
        assertThat(podWatcher.getRestartPolicy()).isEqualTo("Always");
    }

    @Test
    void itTrustsWhoeverIsInThePodAndShowsTheMapToNobodyElse() {
        // When
        List<EnvVar> variables = podWatcher.getEnv();

        // Then
        assertThat(variables)
                .extracting(EnvVar::getName)
                .isSubsetOf(CommandLine.settings())
                .doesNotContain("HOST");
        assertThat(variables)
                .extracting(EnvVar::getName, EnvVar::getValue)
                .contains(tuple("TRUSTED_PROXIES", "127.0.0.1"), tuple("ALLOWED_CLIENTS", "127.0.0.1"));
        assertThat(example.pod().getHostNetwork()).isNull();
    }

    @Test
    void imageMemoryAndRightsOfTheProcessAreThoseOfTheInstallation() {
        // Given
        Container alone = install.container();

        // When // Then
        assertThat(podWatcher.getImage()).isEqualTo(alone.getImage());
        assertThat(podWatcher.getResources()).isEqualTo(alone.getResources());
        assertThat(podWatcher.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(podWatcher.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(podWatcher.getSecurityContext().getCapabilities())
                .isEqualTo(alone.getSecurityContext().getCapabilities());
        assertThat(podWatcher.getVolumeMounts()).singleElement().satisfies(mount -> {
            assertThat(mount.getMountPath()).isEqualTo("/tmp");
            assertThat(example.pod().getVolumes())
                    .anySatisfy(volume -> assertThat(volume.getName()).isEqualTo(mount.getName()));
        });
    }

    @Test
    void itIsProbedAsTheInstallationIs() {
        // Given
        List<Probe> probes =
                List.of(podWatcher.getStartupProbe(), podWatcher.getLivenessProbe(), podWatcher.getReadinessProbe());

        // When // Then
        assertThat(probes)
                .extracting(probe -> probe.getHttpGet().getPath(), Probe::getPeriodSeconds, Probe::getTimeoutSeconds)
                .isEqualTo(install.probes().stream()
                        .map(probe -> tuple(
                                probe.getHttpGet().getPath(), probe.getPeriodSeconds(), probe.getTimeoutSeconds()))
                        .toList());
        assertThat(probes)
                .allSatisfy(probe -> assertThat(probe.getHttpGet().getPort().getStrVal())
                        .isEqualTo(podWatcher.getPorts().get(0).getName()));
    }

    @Test
    void theAccountOfThePodMayListAndWatchPods() {
        // Given
        ClusterRole role = example.only(ClusterRole.class);

        // When
        ClusterRoleBinding binding = example.only(ClusterRoleBinding.class);

        // Then
        assertThat(role.getRules()).isEqualTo(install.only(ClusterRole.class).getRules());
        assertThat(binding.getRoleRef().getName()).isEqualTo(role.getMetadata().getName());
        ServiceAccount account = example.only(ServiceAccount.class);
        assertThat(example.pod().getServiceAccountName())
                .isEqualTo(account.getMetadata().getName());
        assertThat(binding.getSubjects()).singleElement().satisfies(subject -> {
            assertThat(subject.getName()).isEqualTo(account.getMetadata().getName());
            assertThat(subject.getNamespace()).isEqualTo(account.getMetadata().getNamespace());
        });
    }
}
