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
import java.util.Arrays;
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

/** The commands of the documents with curl, run against the demo, give the answers that stand there. */
class DocumentedCurlsIT {

    private static final String ADDRESS = "http://127.0.0.1:8080";
    private static final Pattern INLINE = Pattern.compile("`(curl [^`]*" + Pattern.quote(ADDRESS) + "/[^`]*)`");
    private static final Pattern CURL = Pattern.compile("\\bcurl [^\n]*http");

    /** What differs from run to run. */
    private static final Pattern VARIABLE = Pattern.compile(
            "(?<=-)[a-z0-9]{5}(?=[\",])" // a pod's name
                    + "|\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z"
                    + "|(?<=_age\":|age_seconds\":)\\d+"
                    + "|(?<=resource_version\":\")\\d+");

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

    /**
     * A command and what it prints.
     *
     * @param answer … stands for any text, also of several lines; a line that begins with a space continues the one
     *     before
     */
    record Documented(String command, String answer) {}

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

    static List<Documented> documented() {
        return Documents.all()
                .flatMap(document -> Stream.concat(withAnswers(document), inline(document)))
                .toList();
    }

    private static Stream<Documented> withAnswers(Path document) {
        return Documents.blocks(document, "console").stream()
                .flatMap(block -> Arrays.stream(block.split("(?m)^\\$ ")))
                .filter(command -> !command.isEmpty())
                .map(command -> command.split("\n", 2))
                .map(parts -> new Documented(parts[0], parts[1].strip()));
    }

    /** Those within sentences, whose answer does not stand there: it is not an error. */
    private static Stream<Documented> inline(Path document) {
        return INLINE.matcher(Documents.text(document))
                .results()
                .map(match -> new Documented(match.group(1).replace("curl ", "curl -f "), "…"));
    }

    @ParameterizedTest
    @MethodSource("documented")
    void aCommandGivesTheAnswerThatIsDocumented(Documented documented) {
        // Given
        assertThat(documented.command()).contains("curl ", ADDRESS + "/");
        String command = documented
                .command()
                .replace("curl ", "curl -sS ")
                .replace(ADDRESS, "http://127.0.0.1:" + service.port())
                .replace("access.log", folder.resolve("access.log").toString());

        // When
        String printed = Command.output(List.of("bash", "-c", endless(command) ? beginning(command) : command));

        // Then
        assertThat(printed.replace("\r", "").strip()).matches(pattern(documented.answer()));
    }

    @Test
    void thereAreSomeOfEachKind() {
        // When
        String answers = documented().stream().map(Documented::answer).collect(Collectors.joining());

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

    /** Whether the command prints until it is ended. */
    private static boolean endless(String command) {
        return command.contains(" -N ");
    }

    /** Up to the first bookmark; curl ends when it finds nobody reading the next one. */
    private static String beginning(String command) {
        return command.replace("-sS", "-s") + " | sed '/watch_age/q'";
    }

    private static Pattern pattern(String answer) {
        String unwrapped = VARIABLE.matcher(answer.replace("\n ", "")).replaceAll("…");
        return Pattern.compile(
                Arrays.stream(unwrapped.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.DOTALL);
    }
}
