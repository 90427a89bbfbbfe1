package io.podwatcher.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.integration.service.RunningService;
import io.podwatcher.manifests.PrometheusComponent;
import io.podwatcher.tls.KeyPairFiles;
import io.podwatcher.tls.TestKeyPair;
import io.podwatcher.token.TestKey;
import io.podwatcher.watch.api.ClusterAccess;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The queries of the dashboard and of the alerts, asked of a real Prometheus that scrapes a real service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final ApiServer server = new ApiServer().start();
    private RunningService service;
    private Prometheus prometheus;

    /** With all that has metrics of its own switched on. */
    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        server.put(ApiPod.running("shop", "cart", "uid-cart", "10.0.0.1"));
        KeyPairFiles files = TestKeyPair.elliptic().write(folder);
        service = RunningService.start(
                new ClusterAccess(server.config(), "test"),
                "FISSION=on",
                "HISTORY_URL=jdbc:h2:file:" + folder.resolve("history"),
                "TLS_CERT_FILE=" + files.certificate(),
                "TLS_KEY_FILE=" + files.key(),
                "TOKEN_KEY_FILE=" + TestKey.write(folder.resolve("token.pem"), List.of(TestKey.create())));
        prometheus = Prometheus.scraping("https", service.port(), Files.createDirectory(folder.resolve("prometheus")));
        await().atMost(TIMEOUT)
                .ignoreExceptions()
                .until(() -> prometheus.value("pod_watcher_synced").equals(OptionalDouble.of(1)));
    }

    @AfterAll
    void stop() {
        prometheus.close();
        service.close();
        server.close();
    }

    @Test
    void eachQueryOfTheDashboardHasAnAnswer() throws IOException {
        // Given
        List<String> queries = PrometheusComponent.dashboard().getJsonArray("panels").stream()
                .map(JsonObject.class::cast)
                .flatMap(panel -> panel.getJsonArray("targets").stream())
                .map(target -> filled(((JsonObject) target).getString("expr")))
                .toList();

        // When // Then
        assertThat(queries)
                .isNotEmpty()
                .allSatisfy(query -> await(query).atMost(TIMEOUT).until(() -> hasSeries(prometheus.query(query))));
    }

    @Test
    void eachQueryOfAnAlertIsUnderstood() throws IOException {
        // When // Then
        assertThat(PrometheusComponent.alerts())
                .isNotEmpty()
                .allSatisfy(alert -> assertThat(
                                prometheus.query(alert.getString("expr")).getString("status"))
                        .as(alert.getString("alert"))
                        .isEqualTo("success"));
    }

    private static boolean hasSeries(JsonObject answer) {
        return answer.getString("status").equals("success")
                && !answer.getJsonObject("data").getJsonArray("result").isEmpty();
    }

    /** With the variables that Grafana fills in. */
    private static String filled(String query) {
        return query.replace("$namespace", "pod-watcher").replace("$__rate_interval", "30s");
    }
}
