package io.podwatcher.image;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.utils.Utils;
import io.podwatcher.integration.service.HttpAnswers;
import io.podwatcher.integration.service.MockCluster;
import io.podwatcher.process.Installation;
import io.podwatcher.process.Launch;
import io.podwatcher.process.ServiceProcess;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes the AOT cache of the image: runs the program on the demo cluster, as the image runs it, and sends it the
 * requests of users. The JVM records the classes that it loaded and their profiles, and uses them at the next start.
 */
public final class Training {

    /** How often each request is sent; a method that ran once leaves no useful profile. */
    private static final int ROUNDS = 100;

    /**
     * The cache cannot be larger than the limit of metaspace; today's would take 98% of the limit in the image. When
     * the cache is used, the classes in it do not count.
     */
    private static final String ROOM_FOR_CACHE = "-XX:MaxMetaspaceSize=128m";

    /** Pods looked up in each round. */
    private static final int QUESTIONS = 50;

    private Training() {}

    /** Trains the image in the folder that is the first argument. */
    public static void main(String[] arguments) throws Exception {
        train(Path.of(arguments[0]).toAbsolutePath());
    }

    /** Leaves the cache as pod-watcher.aot in the folder. */
    public static void train(Path image) throws IOException, InterruptedException {
        Path cache = image.resolve("pod-watcher.aot");
        Path scratch = Files.createTempDirectory(image.getParent(), "training");
        try (TrainingCluster cluster = new TrainingCluster(scratch);
                ServiceProcess process = new Launch(Installation.image(image, "-XX:AOTCacheOutput=" + cache), scratch)
                        .settings(variables(cluster.url(), cluster.certificate(), scratch))
                        .options(List.of(ROOM_FOR_CACHE))
                        .log(scratch.resolve("log"))
                        .start()) {
            process.awaitReady();
            askAll(process.http(), cluster);
            process.terminate();
            int exitCode = process.exitCode();
            if (exitCode != 0 || !Files.isRegularFile(cache)) {
                throw new IllegalStateException("No cache was made; exit code " + exitCode + ", log: " + process.log());
            }
        }
    }

    /** With a service account, as in a pod: the classes that read a kubeconfig would take a tenth of the cache. */
    public static Map<String, String> variables(URI apiServer, String certificate, Path folder) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "demo");
        return Map.of(
                "HOST",
                "127.0.0.1",
                "PORT",
                Integer.toString(MockCluster.freePort()),
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

    private static void askAll(HttpAnswers http, TrainingCluster cluster) throws IOException {
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
        new JsonObject(http.get("/pods").body())
                .getJsonObject("pods").fieldNames().stream()
                        .limit(QUESTIONS)
                        .forEach(ip -> questions.add("/pod?ip=" + ip));
        for (int round = 0; round < ROUNDS; round++) {
            if (round % 20 == 0) {
                cluster.replaceOne();
            }
            for (String question : questions) {
                http.get(question);
            }
        }
    }
}
