package io.podwatcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.Command;
import io.podwatcher.Program;
import io.podwatcher.integration.service.RunningService;
import io.podwatcher.watch.api.ClusterAccess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands of src/docs/fission.md, run against the demo, give the answers that stand there. */
class DocumentedCurlsIT {

    private static final String ADDRESS = "http://127.0.0.1:8080";

    private static DemoCluster cluster;
    private static RunningService service;

    @BeforeAll
    static void startTheDemo() throws Exception {
        Program.need(Command.exists("curl", "--version"), "Skipped: there is no curl here, so the demo was not tried");
        cluster = DemoCluster.start();
        service = RunningService.start(
                new ClusterAccess(cluster.config(), "the demo's embedded API server"),
                Demo.variables(Map.of()).entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
        await().atMost(Duration.ofSeconds(60)).until(() -> service.status("/ready") == 200);
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    static List<DocumentedCommand> documented() throws IOException {
        return DocumentedCommand.of("fission.md");
    }

    @ParameterizedTest
    @MethodSource("documented")
    void aCommandGivesTheAnswerThatIsDocumented(DocumentedCommand documented) {
        // Given
        assertThat(documented.command()).startsWith("curl ").contains(ADDRESS + "/");

        // When
        String printed = documented.run(ADDRESS, "http://127.0.0.1:" + service.port());

        // Then
        assertThat(printed).matches(documented.pattern());
    }

    @Test
    void thereAreSomeOfEachKind() throws IOException {
        // When
        String answers = documented().stream().map(DocumentedCommand::answer).collect(Collectors.joining());

        // Then
        assertThat(documented()).hasSizeGreaterThan(4);
        assertThat(answers).contains("200 OK", "wrong_namespace", "ambiguous_target", "bad_target");
    }
}
