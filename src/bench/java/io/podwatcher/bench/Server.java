package io.podwatcher.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A server under measurement in a process of its own, listening on a port of 127.0.0.1. Ends with the benchmark. */
final class Server implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    /** Long enough to write an AOT cache on a busy machine. */
    private static final Duration LONGEST_STOP = Duration.ofMinutes(2);

    private static final int LOWEST_PORT = 12_000;
    private static final int HIGHEST_PORT = 32_000;

    private final String name;
    private final int port;
    private final Process process;
    private final Path log;
    private final HttpClient http = HttpClient.newHttpClient();

    private Server(String name, int port, Process process, Path log) {
        this.name = name;
        this.port = port;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a JVM.
     *
     * @param arguments of the JVM: flags, what to run, its arguments
     * @param environment all of its environment
     */
    static Server start(
            String name, int port, Jvm jvm, List<String> arguments, Map<String, String> environment, Path folder)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(jvm.java().toString()));
        command.addAll(arguments);
        return start(name, port, command, environment, folder);
    }

    /** Starts a program, with this environment and no more. */
    static Server start(String name, int port, List<String> command, Map<String, String> environment, Path folder)
            throws IOException {
        Path log = Files.createDirectories(folder.resolve("logs"))
                .resolve(name.replaceAll("[^A-Za-z0-9.]+", "-") + ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new Server(name, port, process, log);
    }

    /**
     * A port that nobody listens on, below those that the kernel gives away: one of these might be taken again at once.
     */
    static int freePort() throws IOException {
        IOException last = new IOException("no port");
        for (int tries = 0; tries < 100; tries++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                last = taken;
            }
        }
        throw last;
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    /** Of the process and its workers. */
    double cpuMicros() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .mapToDouble(part -> ProcessUsage.cpuMicros(part.pid()))
                .sum();
    }

    /** Waits until it says that it is ready. */
    Server awaitReady() {
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(name + " did not get ready; see " + log);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        return this;
    }

    private boolean isReady() {
        try {
            return get("/ready").statusCode() == 200;
        } catch (UncheckedIOException notListeningYet) {
            return false;
        }
    }

    HttpResponse<String> get(String path) {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        try {
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
