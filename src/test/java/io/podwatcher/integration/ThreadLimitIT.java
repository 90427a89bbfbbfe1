package io.podwatcher.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The process in a cgroup that permits too few threads: it must end, so that somebody sees it and starts another. */
class ThreadLimitIT {

    private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

    @TempDir
    private Path home;

    private final Path group = (Files.isDirectory(CGROUPS.resolve("pids")) ? CGROUPS.resolve("pids") : CGROUPS)
            .resolve("pod-watcher-" + ProcessHandle.current().pid() + "-" + System.nanoTime());

    @BeforeEach
    void createGroup() {
        boolean created = Files.isWritable(group.getParent()) && group.toFile().mkdir();
        assumeTrue(
                created && Files.isWritable(group.resolve("pids.max")), "no cgroup can be made for a limit of threads");
    }

    @AfterEach
    void removeGroup() throws IOException {
        Files.deleteIfExists(group);
    }

    /** The JVM itself has 14 here; at these limits one of the event loops or of the workers cannot be created. */
    @ParameterizedTest
    @ValueSource(ints = {20, 22})
    void aProcessThatCannotCreateItsThreadsEnds(int threads) throws Exception {
        // Given
        Files.writeString(group.resolve("pids.max"), Integer.toString(threads));
        Map<String, String> variables =
                new HashMap<>(ServiceProcess.variables(home, MockCluster.freePort(), MockCluster.freePort()));
        // Its number of threads does not depend on the machine.
        variables.put("JDK_JAVA_OPTIONS", "-XX:+UseSerialGC");
        List<String> runner = List.of(
                "sh",
                "-c",
                "echo $$ > \"$0\" && exec \"$@\"",
                group.resolve("cgroup.procs").toString());

        // When
        try (ServiceProcess process = ServiceProcess.startBy(runner, home, variables)) {

            // Then
            assertThat(process.exitCode(Duration.ofMinutes(2))).isEqualTo(1);
            assertThat(process.log()).contains("unable to create native thread");
        }
    }
}
