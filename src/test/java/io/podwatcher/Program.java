package io.podwatcher;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A program of this machine with which pod-watcher is tested. */
public final class Program {

    private static final List<Path> FOLDERS =
            List.of(Path.of("/usr/bin"), Path.of("/usr/sbin"), Path.of("/usr/local/bin"));

    private Program() {}

    /** Where it is. Without it the test is skipped, or fails where {@link #need} says so. */
    public static Path find(String name, String debianPackage) {
        List<Path> found = FOLDERS.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .toList();
        need(!found.isEmpty(), name + " is not installed: not tested with it (apt-get install " + debianPackage + ")");
        return found.get(0);
    }

    /**
     * Skips the test where a program is missing. With {@code CI=true} in the environment the test fails instead: a
     * build that is released must not be green because nothing was tested.
     */
    public static void need(boolean isThere, String otherwise) {
        if (!isThere && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(otherwise);
        }
        assumeTrue(isThere, otherwise);
    }
}
