package io.podwatcher.prometheus;

import io.podwatcher.Program;
import io.podwatcher.integration.service.HttpAnswers;
import io.podwatcher.integration.service.MockCluster;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/**
 * A real Prometheus as a process of its own that scrapes one service every second. Its port and its data are the
 * test's.
 */
final class Prometheus implements AutoCloseable {

    private final Process process;
    private final HttpAnswers http;

    private Prometheus(Process process, int port) {
        this.process = process;
        this.http = new HttpAnswers(port);
    }

    /** Starts it; it may take some seconds until it answers. */
    static Prometheus scraping(int port, Path folder) throws IOException {
        return scraping("http", port, folder);
    }

    /**
     * The same.
     *
     * @param scheme http, or https to trust any certificate
     */
    static Prometheus scraping(String scheme, int port, Path folder) throws IOException {
        Path program = Program.find("prometheus", "prometheus");
        Path config = Files.writeString(folder.resolve("prometheus.yml"), """
                global:
                  scrape_interval: 1s
                  scrape_timeout: 1s
                scrape_configs:
                  - job_name: pod-watcher
                    scheme: %s
                    tls_config:
                      insecure_skip_verify: true
                    static_configs:
                      - targets: ["127.0.0.1:%d"]
                        labels:
                          namespace: pod-watcher
                          pod: pod-watcher-0
                """.formatted(scheme, port));
        int own = MockCluster.freePort();
        ProcessBuilder builder = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + own,
                        "--log.level=warn")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile());
        return new Prometheus(builder.start(), own);
    }

    /** What it answers to a query. */
    JsonObject query(String query) {
        return new JsonObject(http.get("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                .body());
    }

    /** What a query of one series says now; empty when there is none. */
    OptionalDouble value(String query) {
        JsonArray series = query(query).getJsonObject("data").getJsonArray("result");
        return series.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Double.parseDouble(
                        series.getJsonObject(0).getJsonArray("value").getString(1)));
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
