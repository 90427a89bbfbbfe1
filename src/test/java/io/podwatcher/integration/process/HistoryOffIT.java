package io.podwatcher.integration.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.Main;
import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.integration.service.MockCluster;
import io.podwatcher.process.Installation;
import io.podwatcher.process.Launch;
import io.podwatcher.process.ServiceProcess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
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
            process.http().get("/pod?ip=10.0.0.1&at=2026-01-01T00:00:00Z");
            process.http().get("/history?ip=10.0.0.1");
        }
        try (var lines = Files.lines(classes)) {
            return lines.map(CLASS::matcher)
                    .filter(Matcher::find)
                    .map(Matcher::group)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
