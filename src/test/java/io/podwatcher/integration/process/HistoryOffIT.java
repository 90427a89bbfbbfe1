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
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A history that is off costs nothing: neither its classes nor those of a database are loaded. */
class HistoryOffIT {

    private static final Pattern CLASS = Pattern.compile(
            "(io\\.podwatcher\\.(http\\.)?history|org\\.h2|org\\.postgresql|org\\.flywaydb|org\\.jdbi|com\\.zaxxer)\\.[\\w.$]+");

    @TempDir
    private Path home;

    @Test
    void classesOfTheHistoryAreLoadedOnlyWithADatabase() throws Exception {
        assertThat(loaded(Map.of("HISTORY_URL", "jdbc:h2:file:" + home.resolve("history"))))
                .contains("io.podwatcher.history.HistoryVerticle", "org.h2.Driver")
                .noneMatch(name -> name.startsWith("org.postgresql.core"));
        assertThat(loaded(Map.of())).isEmpty();
    }

    /** The classes that a process has loaded when it is ready and has answered each kind of question. */
    private TreeSet<String> loaded(Map<String, String> settings) throws Exception {
        Path classes = home.resolve("classes-" + settings.size());
        try (ApiServer server = new ApiServer().start();
                ServiceProcess process = new Launch(
                                Installation.ofMain(Main.class, List.of("-XX:TieredStopAtLevel=1")), home)
                        .options(List.of("-Xlog:class+load:file=" + classes))
                        .settings(ServiceProcess.variables(
                                home,
                                MockCluster.freePort(),
                                URI.create(server.url()).getPort()))
                        .settings(settings)
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
        return loaded(classes);
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
