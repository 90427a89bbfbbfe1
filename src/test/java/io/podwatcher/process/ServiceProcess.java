package io.podwatcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.integration.service.HttpAnswers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code java -jar pod-watcher.jar} as a process of its own; a {@link Launch} says how it is started. */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(20);

    private final Process process;
    private final String port;
    private final Path output;
    private final Path errors;

    ServiceProcess(Process process, String port, Path output, Path errors) {
        this.process = process;
        this.port = port;
        this.output = output;
        this.errors = errors;
    }

    /** Starts it on the JVM of the tests. */
    public static ServiceProcess start(Path home, Map<String, String> variables, String... arguments)
            throws IOException {
        return new Launch(Installation.ofTests(), home).settings(variables).start(arguments);
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

    /** Waits until requests of a path on this port are answered with this status. */
    public static HttpAnswers awaitStatus(int port, String path, int status) {
        HttpAnswers http = new HttpAnswers(port);
        await().atMost(TIMEOUT).ignoreExceptions().until(() -> {
            HttpResponse<String> response = http.get(path);
            return response.statusCode() == status;
        });
        return http;
    }

    /** Waits until it is ready; fails when it ends before. */
    public void awaitReady() {
        HttpAnswers http = http();
        await().atMost(TIMEOUT).pollInterval(POLL).until(() -> {
            assertThat(process.isAlive()).as("alive: %s", log()).isTrue();
            return isReady(http);
        });
    }

    private static boolean isReady(HttpAnswers http) {
        try {
            return http.get("/ready").statusCode() == 200;
        } catch (UncheckedIOException refused) {
            // It does not listen yet.
            return false;
        }
    }

    /** Waits until it has logged this; fails when it ends before. */
    public void awaitLog(String text) {
        awaitLog(Pattern.compile(Pattern.quote(text)), TIMEOUT);
    }

    /** Waits until it has logged what matches; fails when it ends before. */
    public void awaitLog(Pattern pattern, Duration timeout) {
        await().atMost(timeout).pollInterval(POLL).until(() -> {
            boolean alive = process.isAlive();
            String log = log();
            boolean found = pattern.matcher(log).find();
            assertThat(found || alive).as("alive: %s", log).isTrue();
            return found;
        });
    }

    /** What it answers over plain HTTP. */
    public HttpAnswers http() {
        return new HttpAnswers(port());
    }

    /** The port in its settings; fails when they have none, or not a number. */
    public int port() {
        return Integer.parseInt(port);
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Its exit code; empty as long as it runs. */
    public OptionalInt exit() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    /** Waits for its end. */
    public int exitCode() throws InterruptedException {
        return exitCode(TIMEOUT);
    }

    /** Waits for its end. */
    public int exitCode(Duration timeout) throws InterruptedException {
        if (!process.waitFor(timeout.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("Still running; its log: " + log());
        }
        return process.exitValue();
    }

    /** Its resident memory now, in bytes. */
    public long resident() throws IOException {
        return status("VmRSS");
    }

    /** The most that was ever resident, in bytes. */
    public long peakResident() throws IOException {
        return status("VmHWM");
    }

    private long status(String field) throws IOException {
        String status = Files.readString(Path.of("/proc", Long.toString(process.pid()), "status"));
        Matcher value = Pattern.compile(field + ":\\s+(\\d+) kB").matcher(status);
        if (!value.find()) {
            throw new IOException("No " + field + ": " + status);
        }
        return Long.parseLong(value.group(1)) << 10;
    }

    /** Sends SIGTERM, as Kubernetes does. */
    public void terminate() {
        process.destroy();
    }

    /** Sends SIGKILL; returns when the process has ended. */
    public void kill() {
        process.destroyForcibly().onExit().join();
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
        kill();
    }
}
