package io.podwatcher.integration.service;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code java -jar pod-watcher.jar} as a process of its own, with a home that the test gives it and nothing else. */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final Path output;
    private final Path errors;

    private ServiceProcess(Process process, Path output, Path errors) {
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    public static ServiceProcess start(Path home, Map<String, String> variables, String... arguments)
            throws IOException {
        return start(home, builder(home, variables, List.of(), arguments));
    }

    private static ServiceProcess start(Path home, ProcessBuilder builder) throws IOException {
        Path output = Files.createTempFile(home, "output", ".log");
        Path errors = Files.createTempFile(home, "errors", ".log");
        builder.redirectOutput(output.toFile()).redirectError(errors.toFile());
        return new ServiceProcess(builder.start(), output, errors);
    }

    /** The same, with a standard output that is a pipe: what is not read out of it stays there, until it is full. */
    public static Process startBehindPipe(Path home, Map<String, String> variables) throws IOException {
        return builder(home, variables, List.of())
                .redirectError(Files.createTempFile(home, "errors", ".log").toFile())
                .start();
    }

    /** The same, run by another command, which is given this one. */
    public static ServiceProcess startBy(List<String> runner, Path home, Map<String, String> variables)
            throws IOException {
        return start(home, builder(home, variables, runner));
    }

    private static ProcessBuilder builder(
            Path home, Map<String, String> variables, List<String> runner, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(runner);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Duser.home=" + home,
                "-Djava.io.tmpdir=" + Files.createDirectories(temporary(home)),
                "-jar",
                Path.of("target", "pod-watcher.jar").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().put("HOME", home.toString());
        builder.environment().putAll(variables);
        return builder;
    }

    /** Where a process with this home has its temporary files. */
    public static Path temporary(Path home) {
        return home.resolve("tmp");
    }

    /** What it listens on and which API server it watches, as environment variables. */
    public static Map<String, String> variables(Path home, int port, int apiServerPort) throws IOException {
        return Map.of(
                "HOST",
                "127.0.0.1",
                "PORT",
                Integer.toString(port),
                "HTTP_INSTANCES",
                "1",
                "KUBECONFIG",
                kubeconfig(home, apiServerPort).toString());
    }

    private static Path kubeconfig(Path home, int apiServerPort) throws IOException {
        return Files.writeString(home.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                clusters:
                  - name: test
                    cluster: {server: "http://127.0.0.1:%d"}
                users:
                  - name: tester
                    user: {token: secret}
                contexts:
                  - name: test
                    context: {cluster: test, user: tester}
                current-context: test
                """.formatted(apiServerPort));
    }

    /** Waits until a path of this port is answered with this status. */
    public static HttpAnswers awaitStatus(int port, String path, int status) {
        HttpAnswers http = new HttpAnswers(port);
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            HttpResponse<String> response = http.get(path);
            return response.statusCode() == status;
        });
        return http;
    }

    public void awaitLog(String text) {
        await().atMost(PATIENCE).until(() -> log().contains(text));
    }

    /** SIGTERM, as Kubernetes sends it. */
    public void terminate() {
        process.destroy();
    }

    public int exitCode() throws InterruptedException {
        return exitCode(PATIENCE);
    }

    public int exitCode(Duration timeout) throws InterruptedException {
        if (!process.waitFor(timeout.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("Still running; it said: " + log());
        }
        return process.exitValue();
    }

    public long pid() {
        return process.pid();
    }

    /** SIGKILL: it ends here and now, whatever it was doing. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** All that it has written to standard output. */
    public String log() {
        return read(output);
    }

    /** All that it has written to standard error. */
    public String errors() {
        return read(errors);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
