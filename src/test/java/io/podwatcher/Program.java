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

    /** Where it is; skips the test when it is not installed. */
    public static Path find(String name, String debianPackage) {
        List<Path> found = FOLDERS.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .toList();
        assumeTrue(
                !found.isEmpty(),
                name + " is not installed: not tested with it (apt-get install " + debianPackage + ")");
        return found.get(0);
    }
}
