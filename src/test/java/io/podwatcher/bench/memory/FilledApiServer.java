package io.podwatcher.bench.memory;

import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.tls.TestKeyPair;
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
    private final URI url;

    private FilledApiServer(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** Starts it with so many pods; they can be listed when this returns. */
    static FilledApiServer start(int pods) throws IOException {
        return start(FilledApiServer.class, "-Xmx2g", Integer.toString(pods));
    }

    /**
     * The same with TLS, as pods find it.
     *
     * @param folder receives its certificate, as {@link TestKeyPair#write} names it
     */
    static FilledApiServer startWithTls(int pods, Path folder) throws IOException {
        return start(FilledApiServer.class, "-Xmx2g", Integer.toString(pods), folder.toString());
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
        return new FilledApiServer(process, URI.create(url));
    }

    /** Where it listens. */
    public int port() {
        return url.getPort();
    }

    /** The same with the scheme and the host. */
    URI url() {
        return url;
    }

    /** Its own process ends with its standard input, so that it never outlives the one that started it. */
    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** The process: says where it listens, and stays until its standard input ends. */
    public static void main(String[] arguments) throws IOException {
        try (ApiServer server = arguments.length == 1 ? new ApiServer() : withTls(Path.of(arguments[1]))) {
            server.fill(Integer.parseInt(arguments[0]));
            System.out.println(server.start().url());
            awaitEndOfInput();
        }
    }

    private static ApiServer withTls(Path folder) throws IOException {
        TestKeyPair keyPair = TestKeyPair.elliptic();
        keyPair.write(folder);
        return ApiServer.withTls(keyPair.options());
    }

    /** Returns when the one that started this process has ended, or wants it to. */
    public static void awaitEndOfInput() throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (input.readLine() != null) {
            // Nobody says anything; it only ends.
        }
    }
}
