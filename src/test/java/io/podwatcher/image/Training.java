package io.podwatcher.image;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.utils.Utils;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes the AOT cache of the image: runs the program on the demo cluster, as the image runs it, and asks it what users
 * ask. The JVM writes down which classes it loaded and what it found out about them, and begins there the next time.
 */
public final class Training {

    /** So often is each question asked: what is asked once looks to the JVM as if it did not matter. */
    private static final int ROUNDS = 100;

    /** So many pods are asked for in each round. */
    private static final int QUESTIONS = 50;

    private Training() {}

    /** Trains the image in the folder that is the first argument. */
    public static void main(String[] arguments) throws Exception {
        train(Path.of(arguments[0]).toAbsolutePath());
    }

    /** Leaves the cache as pod-watcher.aot in the folder. */
    static void train(Path image) throws IOException, InterruptedException {
        Path cache = image.resolve("pod-watcher.aot");
        Path scratch = Files.createTempDirectory("training");
        List<String> command = new ArrayList<>(ImageProcess.command(image, "-XX:AOTCacheOutput=" + cache));
        command.add(1, homeOfNobody(scratch));
        try (TrainingCluster cluster = new TrainingCluster(scratch);
                ImageProcess process = ImageProcess.start(
                        command, variables(cluster.url(), cluster.certificate(), scratch), scratch.resolve("log"))) {
            process.awaitReady();
            askAll(process, cluster);
            int exitCode = process.stop();
            if (exitCode != 0 || !Files.isRegularFile(cache)) {
                throw new IllegalStateException(
                        "No cache was made; exit code " + exitCode + ", and it said: " + process.log());
            }
        }
    }

    /** With its service account, as in a pod: what reads a kubeconfig would take a tenth of the cache. */
    static Map<String, String> variables(URI apiServer, String certificate, Path folder) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "demo");
        return Map.of(
                "HOST",
                "127.0.0.1",
                "PORT",
                Integer.toString(freePort()),
                "HTTP_INSTANCES",
                "2",
                Config.KUBERNETES_SERVICE_HOST_PROPERTY,
                apiServer.getHost(),
                Config.KUBERNETES_SERVICE_PORT_PROPERTY,
                Integer.toString(apiServer.getPort()),
                variable(Config.KUBERNETES_AUTH_SERVICEACCOUNT_TOKEN_FILE_SYSTEM_PROPERTY),
                token.toString(),
                variable(Config.KUBERNETES_CA_CERTIFICATE_FILE_SYSTEM_PROPERTY),
                certificate);
    }

    private static String variable(String property) {
        return Utils.convertSystemPropertyNameToEnvVar(property);
    }

    /** The option with which it finds no kubeconfig of whoever builds, which would be used instead. */
    static String homeOfNobody(Path folder) {
        return "-Duser.home=" + folder;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void askAll(ImageProcess process, TrainingCluster cluster) throws IOException, InterruptedException {
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
                .getJsonObject("pods").fieldNames().stream()
                        .limit(QUESTIONS)
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
