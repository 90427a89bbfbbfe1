package io.podwatcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.Command;
import io.podwatcher.Program;
import io.podwatcher.integration.service.RunningService;
import io.podwatcher.watch.api.ClusterAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands of src/docs/fission.md, run against the demo, give the answers that stand there. */
class DocumentedCurlsIT {

    private static final Path PAGE = Path.of("src", "docs", "fission.md");
    private static final Pattern CONSOLE = Pattern.compile("(?s)```console\n(.*?)```");
    private static final String ADDRESS = "http://127.0.0.1:8080";

    private static DemoCluster cluster;
    private static RunningService service;

    /**
     * A command and what it prints.
     *
     * @param answer … stands for any text, also of several lines
     */
    record Documented(String command, String answer) {}

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

    static List<Documented> documented() throws IOException {
        List<Documented> found = new ArrayList<>();
        CONSOLE.matcher(Files.readString(PAGE))
                .results()
                .flatMap(block -> Arrays.stream(block.group(1).split("(?m)^\\$ ")))
                .filter(command -> !command.isEmpty())
                .map(command -> command.split("\n", 2))
                .forEach(parts -> found.add(new Documented(parts[0], parts[1])));
        return found;
    }

    @ParameterizedTest
    @MethodSource("documented")
    void aCommandGivesTheAnswerThatIsDocumented(Documented documented) {
        // Given
        assertThat(documented.command()).startsWith("curl ").contains(ADDRESS + "/");

        // When
        String printed = Command.output(List.of(
                "bash", "-c", documented.command().replace("curl ", "curl -sS ").replace(ADDRESS, here())));

        // Then
        assertThat(printed.replace("\r", "").strip()).matches(pattern(documented.answer()));
    }

    @Test
    void thereAreSomeOfEachKind() throws IOException {
        // When
        String answers = documented().stream().map(Documented::answer).collect(Collectors.joining());

        // Then
        assertThat(documented()).hasSizeGreaterThan(4);
        assertThat(answers).contains("200 OK", "wrong_namespace", "ambiguous_target", "bad_target");
    }

    private static String here() {
        return "http://127.0.0.1:" + service.port();
    }

    private static Pattern pattern(String answer) {
        return Pattern.compile(
                Arrays.stream(answer.strip().split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.DOTALL);
    }
}
