package io.podwatcher.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.integration.service.MockCluster;
import io.podwatcher.integration.service.RunningService;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageIT {

    private static MockCluster cluster;

    @BeforeAll
    static void start() {
        cluster = MockCluster.start();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void thePageIsThereUnlessItIsTurnedOff() throws Exception {
        // Given
        try (RunningService service = RunningService.start(cluster.access())) {
            // When
            HttpResponse<String> page = service.get("/");

            // Then
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
            assertThat(page.body()).contains("<title>pod-watcher</title>");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/ui/", "/ui/page/icon.svg"})
    void turnedOffItIsAsIfThereHadNeverBeenOne(String path) throws Exception {
        // Given
        try (RunningService service = RunningService.start(cluster.access(), "UI=off")) {
            // When
            HttpResponse<String> answer = service.get(path);

            // Then
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body())
                    .isEqualTo("{\"error\":\"Unknown path; there are /pod, /lookup, /pods, /events, "
                            + "/authorize, /explain, /decisions,"
                            + " /history, /whoami, /token, /health, /ready, /load, /metrics, /openapi.yaml\","
                            + "\"reason\":\"unknown_path\"}");
        }
    }
}
