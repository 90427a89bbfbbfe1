package io.podwatcher.integration.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.integration.service.HttpAnswers;
import io.podwatcher.integration.service.MockCluster;
import io.podwatcher.process.Installation;
import io.podwatcher.process.Launch;
import io.podwatcher.process.ServiceProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The history in a file, from outside, and after a process that had no time to say goodbye. */
class HistoryKilledIT {

    private static final String IP = "10.42.0.7";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @TempDir
    private Path home;

    @Test
    void whatWasWrittenIsThereAfterAKillAndTheRestIsUnknown() throws Exception {
        try (ApiServer server = new ApiServer().start()) {
            // Given
            server.put(ApiPod.running("shop", "cart", "uid-cart", IP));
            server.put(ApiPod.running("shop", "stays", "uid-stays", "10.42.0.8"));
            final Instant ofCart;
            try (ServiceProcess process = start(server)) {
                process.awaitReady();
                ofCart = coveredMoment(server, process.http());
                // H2 writes to its file within a second, and a batch has a second's changes.
                await().atMost(TIMEOUT)
                        .until(() -> coveredMoment(server, process.http()).isAfter(ofCart.plusSeconds(3)));
                process.kill();
                process.exitCode();
            }
            server.delete("shop", "cart");
            server.put(ApiPod.running("shop", "till", "uid-till", IP));

            // When
            try (ServiceProcess process = start(server)) {
                process.awaitReady();
                Instant ofTill = coveredMoment(server, process.http());

                // Then
                JsonObject cart = new JsonObject(at(process.http(), IP, ofCart).body());
                assertThat(cart.getString("uid")).isEqualTo("uid-cart");
                assertThat(at(process.http(), IP, ofTill).body()).contains("uid-till");
                JsonArray coverage = history(process.http(), "10.42.0.8").getJsonArray("coverage");
                assertThat(coverage).hasSize(2);
                String end = coverage.getJsonObject(0).getString("to");
                assertThat(Instant.parse(end)).isAfterOrEqualTo(ofCart);
                HttpResponse<String> gap =
                        at(process.http(), IP, Instant.parse(end).plusMillis(1));
                assertThat(gap.statusCode()).isEqualTo(404);
                assertThat(gap.body()).contains("unknown_then", end);
                assertThat(history(process.http(), "10.42.0.8").getJsonArray("intervals"))
                        .hasSize(1);
                assertThat(history(process.http(), IP).getJsonArray("intervals"))
                        .hasSize(2);
                assertThat(process.http().get("/ready").body()).contains("\"covered_to\"");
            }
        }
    }

    private ServiceProcess start(ApiServer server) throws Exception {
        return new Launch(Installation.underTest(), home)
                .settings(ServiceProcess.variables(
                        home, MockCluster.freePort(), URI.create(server.url()).getPort()))
                .settings(Map.of("HISTORY_URL", "jdbc:h2:file:" + home.resolve("history")))
                .start();
    }

    /** A moment of now, when the history covers it. */
    private static Instant coveredMoment(ApiServer server, HttpAnswers http) {
        await().atMost(TIMEOUT).until(() -> {
            server.bookmark();
            return http.get("/ready").body().contains("\"covered_to\":\"");
        });
        Instant now = Instant.now();
        await().atMost(TIMEOUT).until(() -> {
            server.bookmark();
            return at(http, "10.42.0.8", now).statusCode() == 200;
        });
        return now;
    }

    private static HttpResponse<String> at(HttpAnswers http, String ip, Instant at) {
        return http.get("/pod?ip=" + ip + "&at=" + at);
    }

    private static JsonObject history(HttpAnswers http, String ip) {
        return new JsonObject(http.get("/history?ip=" + ip).body());
    }
}
