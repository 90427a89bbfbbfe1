package io.podwatcher.process;

import io.podwatcher.integration.service.MockCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the service is started as a process. It inherits no variables, and its home, working directory and (unless the
 * installation names another) temporary files are in a folder of the test.
 */
public final class Launch {

    private final Installation installation;
    private final Path home;
    private final List<String> runner = new ArrayList<>();
    private final List<String> options = new ArrayList<>();
    private final Map<String, String> settings = new HashMap<>();
    private Optional<Path> log = Optional.empty();

    public Launch(Installation installation, Path home) {
        this.installation = installation;
        this.home = home.toAbsolutePath();
    }

    /** As in a container of the image: with its options and two HTTP verticles. The log is output.log in its home. */
    public static Launch asInImage(Path home, Container container, int apiServerPort) throws IOException {
        return new Launch(Installation.underTest(), home)
                .settings(ServiceProcess.variables(home, MockCluster.freePort(), apiServerPort))
                .settings(Map.of("HTTP_INSTANCES", "2"))
                .container(container)
                .log(home.resolve("output.log"));
    }

    /** Adds environment variables. */
    public Launch settings(Map<String, String> variables) {
        settings.putAll(variables);
        return this;
    }

    /** Adds options of the JVM; they override those of the installation. */
    public Launch options(List<String> more) {
        options.addAll(more);
        return this;
    }

    /** Limits its memory to that of a container. */
    public Launch container(Container container) {
        container.group().ifPresentOrElse(this::cgroup, () -> options.add("-XX:MaxRAM=" + container.bytes()));
        return this;
    }

    /** Runs it in this cgroup. */
    public Launch cgroup(Path group) {
        runner.addAll(List.of(
                "sh",
                "-c",
                "echo $$ > \"$0\" && exec \"$@\"",
                group.resolve("cgroup.procs").toString()));
        return this;
    }

    /** Writes standard output and standard error into one file; otherwise each has its own. */
    public Launch log(Path file) {
        log = Optional.of(file);
        return this;
    }

    public ServiceProcess start(String... arguments) throws IOException {
        Path output = log.isPresent() ? log.get() : Files.createTempFile(home, "output", ".log");
        Path errors = log.isPresent() ? output : Files.createTempFile(home, "errors", ".log");
        ProcessBuilder builder = builder(arguments).redirectOutput(output.toFile());
        if (log.isPresent()) {
            builder.redirectErrorStream(true);
        } else {
            builder.redirectError(errors.toFile());
        }
        return new ServiceProcess(builder.start(), settings.get("PORT"), output, errors);
    }

    /** Starts it with a pipe as standard output: what nobody reads stays there, until it is full. */
    public Process startBehindPipe() throws IOException {
        return builder()
                .redirectError(Files.createTempFile(home, "errors", ".log").toFile())
                .start();
    }

    private ProcessBuilder builder(String... arguments) throws IOException {
        List<String> allOptions = new ArrayList<>(List.of(
                "-Duser.home=" + home, "-Djava.io.tmpdir=" + Files.createDirectories(ServiceProcess.temporary(home))));
        allOptions.addAll(installation.options());
        allOptions.addAll(options);
        List<String> command = new ArrayList<>(runner);
        command.addAll(new Installation(installation.java(), allOptions, installation.program()).command());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
        builder.environment().clear();
        builder.environment().put("HOME", home.toString());
        builder.environment().putAll(settings);
        return builder;
    }
}
