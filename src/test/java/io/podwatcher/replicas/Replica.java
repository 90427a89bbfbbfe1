package io.podwatcher.replicas;

import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.integration.service.HttpAnswers;
import io.podwatcher.integration.service.MockCluster;
import io.podwatcher.process.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** One instance of several: a process that may end and come back on the same port. */
final class Replica implements AutoCloseable {

    private final Path home;
    private final Map<String, String> variables;
    private final int port = MockCluster.freePort();
    private ServiceProcess process;

    /** Starts it, to watch this API server; it need not get ready. */
    Replica(Path home, ApiServer server, String... settings) throws IOException {
        this.home = Files.createDirectories(home);
        this.variables = new HashMap<>(
                ServiceProcess.variables(home, port, URI.create(server.url()).getPort()));
        for (String setting : settings) {
            variables.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        start();
    }

    void start() throws IOException {
        process = ServiceProcess.start(home, variables);
    }

    void awaitReady() {
        process.awaitReady();
    }

    void awaitNotReady() {
        ServiceProcess.awaitStatus(port, "/ready", 503);
    }

    /** Sends SIGTERM; returns when it has ended in order. */
    void stop() throws InterruptedException {
        process.terminate();
        int code = process.exitCode();
        if (code != 0) {
            throw new IllegalStateException("The replica ended with " + code);
        }
    }

    /** Sends SIGKILL. */
    void kill() {
        process.kill();
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    /** How many lookups it has received. */
    double lookups() {
        return new HttpAnswers(port)
                .get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("pod_watcher_lookups_total{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Override
    public void close() {
        process.close();
    }
}
