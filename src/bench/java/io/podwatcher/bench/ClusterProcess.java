package io.podwatcher.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The process of a {@link Cluster}, from the side that tells it what to do. One thread, one command at a time. */
final class ClusterProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;
    private final Writer commands;
    private final Path kubeconfig;

    private ClusterProcess(Process process, Path folder) throws IOException {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.commands = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        this.kubeconfig = kubeconfig(Files.createTempFile(folder, "kubeconfig", ".yaml"), read());
    }

    static ClusterProcess start(Jvm jvm, int pods, Path folder) throws IOException {
        Path log = Files.createDirectories(folder.resolve("logs")).resolve("cluster-" + pods + ".log");
        Process process = new ProcessBuilder(List.of(
                        jvm.java().toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx2g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Cluster.class.getName(),
                        Integer.toString(pods)))
                .redirectError(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new ClusterProcess(process, folder);
    }

    /** A file with which the service finds it. */
    Path kubeconfig() {
        return kubeconfig;
    }

    double cpuMicros() {
        return ProcessUsage.cpuMicros(process.pid());
    }

    /** Begins a command; its answer comes when it is carried out. */
    CompletableFuture<String> tell(String command) {
        try {
            commands.write(command + "\n");
            commands.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return CompletableFuture.supplyAsync(this::read);
    }

    private String read() {
        try {
            String line = answers.readLine();
            while (line != null && !line.startsWith(Cluster.MARK)) {
                System.err.println(line);
                line = answers.readLine();
            }
            if (line == null) {
                throw new IllegalStateException("The cluster has ended; see the logs");
            }
            return line.substring(Cluster.MARK.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path kubeconfig(Path file, String url) throws IOException {
        return Files.writeString(file, """
                apiVersion: v1
                kind: Config
                clusters:
                  - name: bench
                    cluster: {server: "%s"}
                users:
                  - name: bench
                    user: {token: none}
                contexts:
                  - name: bench
                    context: {cluster: bench, user: bench}
                current-context: bench
                """.formatted(url));
    }

    @Override
    public void close() {
        try {
            commands.close();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
