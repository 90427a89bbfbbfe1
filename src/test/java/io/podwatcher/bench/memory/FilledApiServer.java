package io.podwatcher.bench.memory;

import io.podwatcher.apiserver.ApiServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The test server with generated pods in a JVM of its own, so that its memory and its garbage are not the service's.
 */
public final class FilledApiServer implements AutoCloseable {

    private final Process process;
    private final int port;

    private FilledApiServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it with so many pods; they can be listed when this returns. */
    static FilledApiServer start(int pods) throws IOException {
        return start(FilledApiServer.class, "-Xmx2g", Integer.toString(pods));
    }

    /** Starts another program that says where it listens, as {@link #main} does. */
    public static FilledApiServer start(Class<?> program, String heap, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        String url = said.readLine();
        if (url == null) {
            throw new IOException("The API server did not start");
        }
        return new FilledApiServer(process, URI.create(url).getPort());
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** Its own process ends with its standard input, so that it never outlives the one that started it. */
    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** The process: says where it listens, and stays until its standard input ends. */
    public static void main(String[] arguments) throws IOException {
        try (ApiServer server = new ApiServer()) {
            server.fill(Integer.parseInt(arguments[0]));
            System.out.println(server.start().url());
            awaitEndOfInput();
        }
    }

    /** Returns when the one that started this process has ended, or wants it to. */
    public static void awaitEndOfInput() throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (input.readLine() != null) {
            // Nobody says anything; it only ends.
        }
    }
}
