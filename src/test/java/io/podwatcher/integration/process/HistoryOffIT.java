package io.podwatcher.integration.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.process.ServiceProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A history that is off costs nothing: neither its classes nor those of a database are loaded. */
class HistoryOffIT {

    private static final Pattern CLASS = Pattern.compile(
            "(io\\.podwatcher\\.(http\\.)?history|org\\.(h2|postgresql|flywaydb|jdbi)|com\\.zaxxer)\\.[\\w.$]+");

    @TempDir
    private Path home;

    @Test
    void classesOfTheHistoryAreLoadedOnlyWithADatabase() throws Exception {
        assertThat(loaded(Map.of("HISTORY_URL", "jdbc:h2:file:" + home.resolve("history"))))
                .contains("io.podwatcher.history.HistoryVerticle", "org.h2.Driver")
                .noneMatch(name -> name.startsWith("org.postgresql.core"));
        assertThat(loaded(Map.of())).isEmpty();
    }

    /** The classes that a process has loaded when it has answered each kind of question. */
    private TreeSet<String> loaded(Map<String, String> settings) throws Exception {
        return LoadedClasses.of(home, settings, CLASS, process -> {
            process.http().get("/pod?ip=10.0.0.1");
            process.http().get("/pod?ip=10.0.0.1&at=2026-11-23T14:03:00Z");
            process.http().get("/history?ip=10.0.0.1");
            process.http().get("/ready");
            for (String type : List.of("application/json", "application/x-ndjson")) {
                post(process, type, "{\"ips\":[\"10.0.0.1\"]}");
                post(process, type, "{\"ip\":\"10.0.0.1\"}");
            }
        });
    }

    private static void post(ServiceProcess process, String type, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + process.port() + "/lookup"))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
