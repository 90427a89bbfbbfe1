package io.podwatcher.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.podwatcher.Command;
import io.podwatcher.demo.DemoCluster;
import io.podwatcher.integration.service.HttpAnswers;
import io.podwatcher.process.Installation;
import io.podwatcher.process.Launch;
import io.podwatcher.process.ServiceProcess;
import io.podwatcher.tls.KeyPairFiles;
import io.podwatcher.tls.TestKeyPair;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the steps of the Dockerfile that make the image, without a container engine, and starts the result. */
class ImageStepsIT {

    private static final String SCRIPTS = Path.of("src", "image").toString();

    /** Of the container's 256 MiB; most of it is what the program takes before there is any pod. */
    private static final long FAR_TOO_MUCH = 220 << 20;

    @TempDir
    private static Path folder;

    private static Path image;
    private static DemoCluster cluster;

    @BeforeAll
    static void makeTheImage() throws Exception {
        assumeTrue(
                Command.exists(SCRIPTS + "/jdk25.sh"),
                "Skipped: there is no JDK 25 here (JAVA25_HOME), so the steps of the image were not run");
        Path built = folder.resolve("built");
        Command.output(List.of(SCRIPTS + "/jlink.sh", "target", built.toString()));
        Training.train(built);
        // In the image it has another path, and its times are rounded to seconds.
        image = folder.resolve("app");
        Command.output(List.of("cp", "-rp", built.toString(), image.toString()));
        roundTimesUp(image);
        Command.output(List.of("rm", "-r", built.toString()));
        cluster = DemoCluster.startWithTls();
    }

    @AfterAll
    static void stopTheCluster() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void theImageGetsReadyFromItsCache() throws Exception {
        try (ServiceProcess process = start(variables())) {
            // When
            process.awaitReady();

            // Then
            HttpAnswers http = process.http();
            assertThat(http.get("/pods").body()).contains("\"namespace\":\"media\"");
            assertThat(http.get("/metrics").body()).contains("jvm_memory_used_bytes", "process_cpu_usage");
            assertThat(process.resident()).isLessThan(FAR_TOO_MUCH);
            process.terminate();
            assertThat(process.exitCode()).isZero();
            assertThat(process.log())
                    .contains("Transport: native (epoll)", "by service account of this pod")
                    .doesNotContain("WARN", "ERROR", "warning");
        }
    }

    @Test
    void theImageHasTheModulesForCertificatesOfItsOwnAndOfItsUser() throws Exception {
        // Given
        TestKeyPair keyPair = TestKeyPair.rsa();
        KeyPairFiles files = keyPair.write(folder);
        Map<String, String> variables = new HashMap<>(variables());
        variables.put("TLS_CERT_FILE", files.certificate().toString());
        variables.put("TLS_KEY_FILE", files.key().toString());
        variables.put("KUBECONFIG", kubeconfig(keyPair).toString());

        try (ServiceProcess process = start(variables)) {
            // When
            process.awaitLog("Listed all pods");

            // Then
            assertThat(process.log()).contains("event loops, TLS").doesNotContain("WARN", "ERROR", "warning");
            assertThat(healthcheck(variables)).contains("\"status\":\"healthy\"");
        }
    }

    @Test
    void theImageHasTheModulesForAHistory() throws Exception {
        // Given
        Map<String, String> variables = new HashMap<>(variables());
        variables.put("HISTORY_URL", "jdbc:h2:file:" + folder.resolve("history"));

        try (ServiceProcess process = start(variables)) {
            // When
            process.awaitLog("Recording who owns");

            // Then
            process.terminate();
            assertThat(process.exitCode()).isZero();
            assertThat(process.log()).doesNotContain("WARN", "ERROR", "warning");
        }
        variables.put("HISTORY_URL", "jdbc:postgresql://127.0.0.1:1/history");
        try (ServiceProcess process = start(variables)) {
            process.awaitLog("The history is not written: Connection refused");
        }
    }

    @Test
    void theContainerRunsWhatWasTrained() throws IOException {
        // Given
        String dockerfile = Files.readString(Path.of("Dockerfile"));

        // When
        String entrypoint = json(Installation.image(Path.of("/app"), "-XX:AOTCache=/app/pod-watcher.aot")
                .command());

        // Then
        assertThat(dockerfile).contains("\nENTRYPOINT " + entrypoint + "\n");
        assertThat(Files.readString(Path.of("src", "image", "java.options"))).isEqualTo(optionsOfTheImage());
    }

    /** As some builders do when they write a layer, which is a tar; others round down, as the JVM does. */
    private static void roundTimesUp(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                long millis = Files.getLastModifiedTime(file).toMillis();
                Files.setLastModifiedTime(file, FileTime.from(-Math.floorDiv(-millis, 1000), TimeUnit.SECONDS));
            }
        }
    }

    private static Map<String, String> variables() throws IOException {
        return Training.variables(URI.create(cluster.url()), cluster.certificate(), folder);
    }

    private static Path kubeconfig(TestKeyPair keyPair) throws IOException {
        return Files.writeString(folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                clusters:
                  - name: demo
                    cluster: {server: "%s", insecure-skip-tls-verify: true}
                users:
                  - name: demo
                    user: {client-certificate-data: %s, client-key-data: %s}
                contexts:
                  - name: demo
                    context: {cluster: demo, user: demo}
                current-context: demo
                """.formatted(
                        cluster.url(), base64(keyPair.certificate()), base64(keyPair.key())));
    }

    private static String json(List<String> arguments) {
        return "[\"" + String.join("\", \"", arguments) + "\"]";
    }

    private static String optionsOfTheImage() throws IOException {
        return Files.readString(image.resolve("java.options"));
    }

    private static ServiceProcess start(Map<String, String> variables, String... arguments) throws IOException {
        // As the container runs it, but it ends if the cache does not fit, and it has a container's memory.
        return new Launch(Installation.image(image, "-XX:AOTCache=" + image.resolve("pod-watcher.aot")), folder)
                .options(List.of("-XX:AOTMode=on", "-XX:MaxRAM=256m"))
                .settings(variables)
                .log(Files.createTempFile(folder, "process", ".log"))
                .start(arguments);
    }

    private static String healthcheck(Map<String, String> variables) throws Exception {
        try (ServiceProcess process = start(variables, "--healthcheck")) {
            assertThat(process.exitCode()).isZero();
            return process.log();
        }
    }

    private static String base64(String pem) {
        return Base64.getEncoder().encodeToString(pem.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
}
