package io.podwatcher.image;

import io.podwatcher.demo.DemoCluster;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes the AOT cache of the image: runs the program on the demo cluster, as the image runs it, and asks it what users ask. The
 * JVM writes down which classes it loaded and what it found out about them, and begins there the next time.
 */
public final class Training {

    /** So often is each question asked: what is asked once looks to the JVM as if it did not matter. */
    private static final int ROUNDS = 100;

    private Training() {}

    /** Trains the image in the folder that is the first argument. */
    public static void main(String[] arguments) throws Exception {
        train(Path.of(arguments[0]).toAbsolutePath());
    }

    /** Leaves the cache as pod-watcher.aot in the folder. */
    static void train(Path image) throws IOException, InterruptedException {
        Path cache = image.resolve("pod-watcher.aot");
        Path scratch = Files.createTempDirectory("training");
        List<String> command = ImageProcess.command(image, "-XX:AOTCacheOutput=" + cache);
        try (DemoCluster cluster = DemoCluster.startWithTls();
                ImageProcess process =
                        ImageProcess.start(command, variables(cluster, scratch), scratch.resolve("log"))) {
            process.awaitReady();
            askAll(process, cluster);
            int exitCode = process.stop();
            if (exitCode != 0 || !Files.isRegularFile(cache)) {
                throw new IllegalStateException(
                        "No cache was made; exit code " + exitCode + ", and it said: " + process.log());
            }
        }
    }

    static Map<String, String> variables(DemoCluster cluster, Path folder) throws IOException {
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                clusters:
                  - name: demo
                    cluster: {server: "%s", insecure-skip-tls-verify: true}
                users:
                  - name: demo
                    user: {token: demo}
                contexts:
                  - name: demo
                    context: {cluster: demo, user: demo}
                current-context: demo
                """.formatted(cluster.url()));
        return Map.of(
                "HOST",
                "127.0.0.1",
                "PORT",
                Integer.toString(freePort()),
                "HTTP_INSTANCES",
                "2",
                "KUBECONFIG",
                kubeconfig.toString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void askAll(ImageProcess process, DemoCluster cluster) throws IOException, InterruptedException {
        List<String> questions = new ArrayList<>(List.of(
                "/pod?ip=203.0.113.1",
                "/pod?ip=203.0.113.1&wait=1ms",
                "/pod?ip=none",
                "/pods",
                "/pods?namespace=media",
                "/pods?labelSelector=app%3Dcaddy&limit=1",
                "/pods?search=caddy&sort=name&limit=100",
                "/authorize?namespace=media",
                "/load",
                "/metrics",
                "/",
                "/health",
                "/ready",
                "/nothing"));
        new JsonObject(process.get("/pods").body())
                .getJsonObject("pods")
                .fieldNames()
                .forEach(ip -> questions.add("/pod?ip=" + ip));
        for (int round = 0; round < ROUNDS; round++) {
            if (round % 20 == 0) {
                cluster.replaceOne();
            }
            for (String question : questions) {
                process.get(question);
            }
        }
    }
}
