package io.podwatcher.bench.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.NeedsQuiet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cluster of the manifests' memory limit, in a container of that limit, with the options of the image. */
@NeedsQuiet
class ContainerLimitIT {

    private static final int PODS = 10_000;
    private static final int MEBIBYTES = 256;

    @TempDir
    private Path home;

    @Test
    void tenThousandPodsFitIntoTheContainerWhileTheyAreRead() throws Exception {
        // When
        MemoryRun.Figures figures = MemoryRun.run(home, PODS, MEBIBYTES, List.of(), Duration.ZERO);

        // Then
        assertThat(figures.pods()).isEqualTo(PODS);
        assertThat(figures.peakResident()).isLessThan(figures.limit());
        assertThat(figures.lookups()).as("lookups answered meanwhile").isPositive();
    }
}
