package io.podwatcher.kubectl;

import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.integration.service.RunningService;
import io.podwatcher.watch.api.ClusterAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A cluster with pod-watcher in it, and the plugin as a user runs it. */
final class Whois implements AutoCloseable {

    /** The outcome of a command. */
    record Outcome(int exitCode, String output, String error) {}

    private static final Path PLUGIN = Path.of("src", "kubectl");

    private final ApiServer apiServer = new ApiServer().start();
    private final RunningService service;
    private final Path home;

    /**
     * Starts both.
     *
     * @param home a folder for the kubeconfig, and for a kubectl that takes the place of the installed one
     */
    Whois(Path home, String... settings) throws Exception {
        this.home = home;
        apiServer.put(ApiPod.running("media", "jellyfin-0", "uid-jellyfin", "10.42.0.5"));
        apiServer.put(ApiPod.running("shop", "one", "uid-one", "10.42.0.6"));
        apiServer.put(ApiPod.running("shop", "two", "uid-two", "10.42.0.6"));
        service = RunningService.start(new ClusterAccess(apiServer.config(), "test"), settings);
        apiServer.addService("pod-watcher", "pod-watcher", service.port());
        Files.writeString(home.resolve("config"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: test, cluster: {server: "%s"}}]
                contexts: [{name: test, context: {cluster: test, user: ""}}]
                current-context: test
                """.formatted(apiServer.url()));
    }

    RunningService service() {
        return service;
    }

    /** Runs {@code kubectl whois} with the installed kubectl. */
    Outcome kubectl(String... arguments) throws IOException, InterruptedException {
        return run(List.of("kubectl", "whois"), arguments);
    }

    /** Runs the plugin, which finds a kubectl in the folder first. */
    Outcome plugin(String... arguments) throws IOException, InterruptedException {
        return run(List.of(PLUGIN.resolve("kubectl-whois").toAbsolutePath().toString()), arguments);
    }

    private Outcome run(List<String> program, String... arguments) throws IOException, InterruptedException {
        Path error = home.resolve("stderr");
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(error.toFile());
        builder.environment().put("KUBECONFIG", home.resolve("config").toString());
        builder.environment().put("TMPDIR", home.toString());
        builder.environment().merge("PATH", home + ":" + PLUGIN.toAbsolutePath(), (path, first) -> first + ":" + path);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output, Files.readString(error));
    }

    /** The command lines of what listens on a socket of the plugin. */
    List<String> listeners() {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(line -> line.contains("--unix-socket " + home))
                .toList();
    }

    @Override
    public void close() {
        service.close();
        apiServer.close();
    }
}
