package io.podwatcher.integration.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.podwatcher.integration.service.MockCluster;
import io.podwatcher.process.Installation;
import io.podwatcher.process.Launch;
import io.podwatcher.process.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process in a cgroup that permits too few threads: it must end, so that somebody sees it and starts another. */
class ThreadLimitIT {

    private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

    @TempDir
    private Path home;

    private final Deque<Path> groups = new ArrayDeque<>();

    @AfterEach
    void removeGroups() throws IOException {
        for (Path group : groups) {
            Files.deleteIfExists(group);
        }
    }

    /** The JVM itself has 14 here; at these limits one of the event loops or of the workers cannot be created. */
    @Test
    void aProcessThatCannotCreateItsThreadsEnds() throws Exception {
        // When: both at once, because each gives up after half a minute only
        try (ServiceProcess fewer = startWithThreads(20);
                ServiceProcess more = startWithThreads(22)) {

            // Then
            for (ServiceProcess process : List.of(fewer, more)) {
                assertThat(process.exitCode(Duration.ofMinutes(2))).isEqualTo(1);
                assertThat(process.log()).contains("unable to create native thread");
            }
        }
    }

    private ServiceProcess startWithThreads(int max) throws IOException {
        Path group = group();
        Files.writeString(group.resolve("pids.max"), Integer.toString(max));
        Map<String, String> variables =
                new HashMap<>(ServiceProcess.variables(home, MockCluster.freePort(), MockCluster.freePort()));
        // Its number of threads does not depend on the machine.
        variables.put("JDK_JAVA_OPTIONS", "-XX:+UseSerialGC");
        return new Launch(Installation.ofTests(), home)
                .settings(variables)
                .cgroup(group)
                .start();
    }

    /** A cgroup of its own; skips the test where none can be made. */
    private Path group() {
        Path root = Files.isDirectory(CGROUPS.resolve("pids")) ? CGROUPS.resolve("pids") : CGROUPS;
        Path group = root.resolve("pod-watcher-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
        boolean created = Files.isWritable(root) && group.toFile().mkdir();
        if (created) {
            groups.add(group);
        }
        assumeTrue(
                created && Files.isWritable(group.resolve("pids.max")), "no cgroup can be made for a limit of threads");
        return group;
    }
}
