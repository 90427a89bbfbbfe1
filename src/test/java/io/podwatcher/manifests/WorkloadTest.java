package io.podwatcher.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.podwatcher.CommandLine;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.FieldSource;

/** How the program is run, whichever of the manifests is applied. */
@ParameterizedClass
@FieldSource("INSTALLS")
class WorkloadTest {

    static final List<String> INSTALLS = Manifest.INSTALLS;

    /**
     * Bounds of the program: how long it takes at most to stop in order (Main), and to answer a probe
     * (HealthEndpoints).
     */
    private static final long LONGEST_STOP_SECONDS = 25;

    private static final int LONGEST_HEALTH_ANSWER_SECONDS = 2;

    @Parameter
    private String install;

    private Manifest manifest;

    @BeforeEach
    void read() throws IOException {
        manifest = Manifest.install(install);
    }

    @Test
    void onlyReadinessDependsOnTheApiServer() {
        // Given
        Container container = manifest.container();

        // When // Then
        assertThat(path(container.getStartupProbe())).isEqualTo("/health");
        assertThat(path(container.getLivenessProbe())).isEqualTo("/health");
        assertThat(path(container.getReadinessProbe())).isEqualTo("/ready");
    }

    private String path(Probe probe) {
        assertThat(probe.getHttpGet().getPort().getStrVal())
                .isEqualTo(manifest.container().getPorts().get(0).getName());
        return probe.getHttpGet().getPath();
    }

    @Test
    void probesWaitLongerThanTheProgramTakesToAnswerThem() {
        // When
        List<Probe> probes = manifest.probes();

        // Then
        assertThat(probes)
                .extracting(Probe::getTimeoutSeconds)
                .allMatch(seconds -> seconds > LONGEST_HEALTH_ANSWER_SECONDS);
    }

    @Test
    void thePodKeepsToTheRestrictedPodSecurityStandard() {
        // Given
        PodSpec pod = manifest.pod();

        // When
        Container container = manifest.container();

        // Then
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getSecurityContext().getCapabilities().getAdd()).isEmpty();
    }

    @Test
    void thePodHasAFolderForNettysLibraryUnderItsReadOnlyRoot() {
        // Given
        String temporaryFolder = "/tmp";

        // When // Then
        assertThat(manifest.container().getVolumeMounts()).singleElement().satisfies(mount -> {
            assertThat(mount.getMountPath()).isEqualTo(temporaryFolder);
            assertThat(mount.getReadOnly()).isNotEqualTo(true);
            assertThat(manifest.pod().getVolumes()).singleElement().satisfies(volume -> {
                assertThat(volume.getName()).isEqualTo(mount.getName());
                assertThat(volume.getEmptyDir()).isNotNull();
            });
        });
    }

    @Test
    void memoryIsBoundedAndGuaranteed() {
        // Given
        Map<String, Quantity> limits = manifest.container().getResources().getLimits();

        // When
        Map<String, Quantity> requests = manifest.container().getResources().getRequests();

        // Then
        assertThat(limits).containsKey("memory");
        assertThat(requests).containsEntry("memory", limits.get("memory")).containsKey("cpu");
    }

    @Test
    void kubernetesWaitsLongerThanAnOrderlyStopTakes() {
        // Given
        long endpointWithdrawn =
                manifest.container().getLifecycle().getPreStop().getSleep().getSeconds();

        // When
        long gracePeriod = manifest.pod().getTerminationGracePeriodSeconds();

        // Then
        assertThat(gracePeriod).isGreaterThan(endpointWithdrawn + LONGEST_STOP_SECONDS);
    }

    @Test
    void theProgramKnowsAllVariablesThatItIsGiven() {
        // When
        List<EnvVar> variables = manifest.container().getEnv();

        // Then
        assertThat(variables).extracting(EnvVar::getName).isSubsetOf(CommandLine.settings());
    }
}
