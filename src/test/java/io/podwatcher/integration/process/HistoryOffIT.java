package io.podwatcher.integration.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.Main;
import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.integration.service.MockCluster;
import io.podwatcher.process.Installation;
import io.podwatcher.process.Launch;
import io.podwatcher.process.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without HISTORY_URL the HTTP side of the history costs nothing. */
class HistoryOffIT {

    private static final Pattern CLASS = Pattern.compile("io\\.podwatcher\\.(http\\.)?history\\.[\\w.$]+");

    @TempDir
    private Path home;

    @Test
    void noClassOfTheHistoryIsLoaded() throws Exception {
        // Given
        Path classes = home.resolve("classes");

        // When
        try (ApiServer server = new ApiServer().start();
                ServiceProcess process = new Launch(
                                Installation.ofMain(Main.class, List.of("-XX:TieredStopAtLevel=1")), home)
                        .options(List.of("-Xlog:class+load:file=" + classes))
                        .settings(ServiceProcess.variables(
                                home,
                                MockCluster.freePort(),
                                URI.create(server.url()).getPort()))
                        .start()) {
            process.awaitReady();
            process.http().get("/pod?ip=10.0.0.1");
            process.http().get("/pod?ip=10.0.0.1&at=2026-11-23T14:03:00Z");
            process.http().get("/history?ip=10.0.0.1");
            process.http().get("/ready");
            for (String type : List.of("application/json", "application/x-ndjson")) {
                post(process, type, "{\"ips\":[\"10.0.0.1\"]}");
                post(process, type, "{\"ip\":\"10.0.0.1\"}");
            }
        }

        // Then
        assertThat(loaded(classes)).isEmpty();
    }

    private static TreeSet<String> loaded(Path classes) throws IOException {
        try (var lines = Files.lines(classes)) {
            return lines.map(CLASS::matcher)
                    .filter(matcher -> matcher.find())
                    .map(matcher -> matcher.group())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static void post(ServiceProcess process, String type, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + process.port() + "/lookup"))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
