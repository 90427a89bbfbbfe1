package io.podwatcher.bench.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The cluster of the manifests' memory limit, in a container of that limit, with the options of the image. */
class ContainerLimitIT {

    private static final int PODS = 10_000;
    private static final int MEBIBYTES = 256;

    @Test
    void tenThousandPodsFitIntoTheContainerWhileTheyAreRead() throws Exception {
        // When
        MemoryRun.Figures figures = MemoryRun.run(PODS, MEBIBYTES, List.of());

        // Then
        assertThat(figures.pods()).isEqualTo(PODS);
        assertThat(figures.peakResident()).isLessThan(figures.limit());
        assertThat(figures.lookups()).as("lookups answered meanwhile").isPositive();
    }
}
