package io.podwatcher.process;

import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.integration.service.MockCluster;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The classes that the built jar loads, as the JVM maps them into memory: with them a process starts in half the time.
 * Each JVM of tests makes its own, before its first process.
 */
final class ClassArchive {

    private static final Path FILE = make();

    private ClassArchive() {}

    /** The option of a JVM that makes it use the archive. */
    static String option() {
        return "-XX:SharedArchiveFile=" + FILE;
    }

    private static Path make() {
        Path home = Path.of("target", "class-archive-" + ProcessHandle.current().pid());
        try (ApiServer server = new ApiServer().start()) {
            Path file = Files.createDirectories(home).toAbsolutePath().resolve("classes.jsa");
            file.toFile().deleteOnExit();
            int apiServerPort = URI.create(server.url()).getPort();
            try (ServiceProcess process = new Launch(Installation.ofTests("-XX:ArchiveClassesAtExit=" + file), home)
                    .settings(ServiceProcess.variables(home.toAbsolutePath(), MockCluster.freePort(), apiServerPort))
                    .log(home.resolve("output.log"))
                    .start()) {
                process.awaitReady();
                List.of("/pods", "/metrics").forEach(process.http()::get);
                process.terminate();
                int exitCode = process.exitCode();
                if (exitCode != 0 || !Files.isRegularFile(file)) {
                    throw new IllegalStateException("exit code " + exitCode + ", log: " + process.log());
                }
            }
            return file;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
