package io.podwatcher.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * The program as a container of the image runs it: its own Java, its options, and no variables but those that are
 * given.
 */
final class ImageProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Process process;
    private final Path log;
    private final String url;

    private ImageProcess(Process process, Path log, String url) {
        this.process = process;
        this.log = log;
        this.url = url;
    }

    /** The command of a container whose image has all in one folder; the cache is read or made, as the option says. */
    static List<String> command(Path image, String cacheOption) {
        return List.of(
                image.resolve("java/bin/java").toString(),
                cacheOption,
                "@" + image.resolve("java.options"),
                "-jar",
                image.resolve("pod-watcher.jar").toString());
    }

    /** Starts it; what it says goes to a file. */
    static ImageProcess start(List<String> command, Map<String, String> variables, Path log) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(variables);
        return new ImageProcess(builder.start(), log, "http://127.0.0.1:" + variables.get("PORT"));
    }

    /** Waits until it is ready. */
    void awaitReady() {
        await(this::isReady);
    }

    /** Waits until it has said so. */
    void awaitLog(String text) {
        await(() -> log().contains(text));
    }

    private void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .failFast(
                        "It has ended",
                        () -> assertThat(process.isAlive()).as(log()).isTrue())
                .until(condition);
    }

    private boolean isReady() throws InterruptedException {
        try {
            return get("/ready").statusCode() == 200;
        } catch (IOException e) {
            // It does not listen yet.
            return false;
        }
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE).build();
        return http.send(request, BodyHandlers.ofString());
    }

    /** What it takes of the machine's memory, as the kernel counts it. */
    long residentKib() throws IOException {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Ends it as Kubernetes does, and waits for its end. */
    int stop() throws InterruptedException {
        process.destroy();
        return end();
    }

    /** Waits for its end, and tells how it ended. */
    int end() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("It does not end; it says: " + log());
        }
        return process.exitValue();
    }

    /** All that it has said. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
