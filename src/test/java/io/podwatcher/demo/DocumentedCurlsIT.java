package io.podwatcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.Command;
import io.podwatcher.Documents;
import io.podwatcher.Program;
import io.podwatcher.integration.service.RunningService;
import io.podwatcher.watch.api.ClusterAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documented curl commands, run against the demo, give the documented answers. */
class DocumentedCurlsIT {

    private static final String ADDRESS = "http://127.0.0.1:8080";
    private static final Pattern INLINE = Pattern.compile("`(curl [^`]*" + Pattern.quote(ADDRESS) + "/[^`]*)`");
    private static final Pattern CURL = Pattern.compile("\\bcurl [^\n]*http");

    /** {@link TryWithCaddyIT} runs its commands. */
    private static final String WITH_CADDY = "try-with-caddy.md";

    /** The plugin, which needs a cluster; it has tests of its own. */
    private static final String WHOIS = "kubectl whois ";

    /** The pages with commands that are not run, and why. */
    private static final Map<String, String> NOT_RUN = Map.of(
            "README.md", "kubectl run needs a cluster",
            "deploy.md", "kubectl run needs a cluster",
            "fission.md", "kubectl run needs a cluster with Fission and Caddy",
            "history.md", "needs a history of some hours, with a gap",
            "runbooks.md", "asks a replica of a cluster through a port-forward");

    @TempDir
    private static Path folder;

    private static DemoCluster cluster;
    private static RunningService service;

    @BeforeAll
    static void startTheDemo() throws Exception {
        Program.need(Command.exists("curl", "--version"), "Skipped: there is no curl here, so the demo was not tried");
        Files.writeString(folder.resolve("access.log"), "10.42.1.20 - - GET /\n10.42.9.9 - - GET /\n");
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

    static List<DocumentedCommand> documented() {
        return Documents.all()
                .filter(document -> !document.endsWith(WITH_CADDY))
                .flatMap(document -> Stream.concat(DocumentedCommand.withAnswers(document), inline(document)))
                .filter(documented -> !documented.command().startsWith(WHOIS))
                .toList();
    }

    /** Those within sentences, without a documented answer: they must not fail. */
    private static Stream<DocumentedCommand> inline(Path document) {
        return INLINE.matcher(Documents.text(document))
                .results()
                .map(match -> new DocumentedCommand(match.group(1).replace("curl ", "curl -f "), "…"));
    }

    @ParameterizedTest
    @MethodSource("documented")
    void aCommandGivesTheAnswerThatIsDocumented(DocumentedCommand documented) {
        // Given
        assertThat(documented.command()).contains("curl ", ADDRESS + "/");

        // When
        String printed = documented.run(command -> command.replace(ADDRESS, "http://127.0.0.1:" + service.port())
                .replace("access.log", folder.resolve("access.log").toString()));

        // Then
        assertThat(printed).matches(documented.pattern());
    }

    @Test
    void thereAreSomeOfEachKind() {
        // When
        String answers = documented().stream().map(DocumentedCommand::answer).collect(Collectors.joining());

        // Then
        assertThat(documented()).hasSizeGreaterThan(10);
        assertThat(answers)
                .contains("200 OK", "wrong_namespace", "ambiguous_target", "bad_target", "host_network", "invalid_ip");
    }

    @Test
    void otherCommandsAreOnPagesThatAreKnown() throws IOException {
        // When
        List<String> pages = Documents.all()
                .filter(DocumentedCurlsIT::hasOthers)
                .map(document -> document.getFileName().toString())
                .toList();

        // Then
        assertThat(pages).containsExactlyInAnyOrderElementsOf(NOT_RUN.keySet());
    }

    private static boolean hasOthers(Path document) {
        String withoutInline = INLINE.matcher(Documents.text(document)).replaceAll("");
        return Stream.concat(Stream.of(withoutInline), Documents.blocks(document, "sh").stream())
                .anyMatch(text -> CURL.matcher(text).find());
    }
}
