package io.podwatcher.bench.memory;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code java -jar pod-watcher.jar} as the image starts it, inside a container's memory. */
public final class LimitedService implements AutoCloseable {

    /**
     * The folder that becomes /app in the image, made by the profile "image": its JVM, jar and AOT cache are used. Null
     * for the jar on a plain JVM.
     */
    private static final String IMAGE = System.getenv("IMAGE_UNDER_TEST");

    private static final String LOG = "output.log";

    private final Process process;
    private final Path home;
    private final int port;

    private LimitedService(Process process, Path home, int port) {
        this.process = process;
        this.home = home;
        this.port = port;
    }

    /**
     * @param home an empty folder for its logs
     * @param java whose JVM
     * @param more options after those of the image
     */
    public static LimitedService start(Path home, Container container, Path java, int apiServerPort, List<String> more)
            throws IOException {
        return start(home, container, java, apiServerPort, more, Map.of());
    }

    /**
     * The same with more settings.
     *
     * @param settings environment variables beside those that it needs
     */
    public static LimitedService start(
            Path home,
            Container container,
            Path java,
            int apiServerPort,
            List<String> more,
            Map<String, String> settings)
            throws IOException {
        List<String> arguments = new ArrayList<>(Image.options());
        // The image's JVM is newer than the oldest one that the tests run on.
        arguments.add(0, "-XX:+IgnoreUnrecognizedVMOptions");
        arguments.addAll(List.of("-Xlog:gc:file=" + home.resolve("gc.log"), "-Duser.home=" + home));
        arguments.addAll(more);
        Path executable = java.resolve("bin/java");
        Path jar = Path.of("target", "pod-watcher.jar").toAbsolutePath();
        if (IMAGE != null) {
            Path image = Path.of(IMAGE).toAbsolutePath();
            executable = image.resolve("java/bin/java");
            jar = image.resolve("pod-watcher.jar");
            arguments.add("-XX:AOTCache=" + image.resolve("pod-watcher.aot"));
        }
        arguments.addAll(List.of("-jar", jar.toString()));
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(container.command(executable.toString(), arguments))
                // Where jcmd leaves a file when the service does not answer it.
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve(LOG).toFile());
        builder.environment().clear();
        builder.environment().put("HOST", "127.0.0.1");
        builder.environment().put("PORT", Integer.toString(port));
        builder.environment().put("HTTP_INSTANCES", "2");
        builder.environment().put("KUBECONFIG", kubeconfig(home, apiServerPort).toString());
        builder.environment().putAll(settings);
        return new LimitedService(builder.start(), home, port);
    }

    private static Path kubeconfig(Path home, int apiServerPort) throws IOException {
        return Files.writeString(home.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                clusters:
                  - name: test
                    cluster: {server: "http://127.0.0.1:%d"}
                contexts:
                  - name: test
                    context: {cluster: test}
                current-context: test
                """.formatted(apiServerPort));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /** The code with which it has ended; empty as long as it runs. */
    public OptionalInt exit() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    /** All that it has said; fails when it has ended, with that. */
    public String log() throws IOException {
        String log = Files.readString(home.resolve(LOG));
        if (!process.isAlive()) {
            throw new IOException("The service ended with " + process.exitValue() + ": " + log);
        }
        return log;
    }

    /** The end of its log, also after its own end. */
    public String lastLines() throws IOException {
        List<String> lines = Files.readAllLines(home.resolve(LOG));
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }

    GcLog gc() throws IOException {
        return GcLog.read(home.resolve("gc.log"));
    }

    /** Its resident memory now. */
    public long resident() throws IOException {
        return status("VmRSS");
    }

    /** The most that was ever resident. */
    long peakResident() throws IOException {
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

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Process " + process.pid() + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
