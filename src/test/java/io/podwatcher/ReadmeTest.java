package io.podwatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents promise is there. */
class ReadmeTest {

    private static final Path README = Path.of("README.md");

    @Test
    void theSettingsTableHasAllThatHelpExplainsAndNothingElse() throws IOException {
        // Given
        Set<String> explained = CommandLine.settings();

        // When
        Set<String> documented =
                new TreeSet<>(found("(?m)^\\| `([A-Z_]+)` \\|", section("## Settings", Files.readString(README))));

        // Then
        assertThat(explained).isNotEmpty();
        assertThat(documented).isEqualTo(explained);
    }

    @Test
    void theDemoCommandRunsADemoThatExists() throws IOException {
        // Given
        String pom = Files.readString(Path.of("pom.xml"));

        // When
        String profile = section("<id>demo</id>", pom);

        // Then
        assertThat(README).content().containsPattern("(?m)^mvn -Pdemo\\b");
        assertThat(profile).contains("<defaultGoal>");
        assertThat(pom).contains("<name>pod-watcher${what.happens.now}</name>", "<what.happens.now/>");
        assertThat(found("<what.happens.now>([^<]+)<", profile)).first(STRING).contains("http://127.0.0.1:8080/");
        assertThat(found("<mainClass>([^<]+)</mainClass>", profile))
                .first()
                .satisfies(main -> assertThat(Class.forName(main)).hasPublicMethods("main"));
    }

    @Test
    void theBuildCommandMakesTheJarThatIsNamed() throws IOException {
        // Given
        String readme = Files.readString(README);

        // When
        List<String> jars = found("(?m)^mvn verify .*target/([a-z-]+)\\.jar", readme);

        // Then
        assertThat(jars)
                .singleElement()
                .satisfies(
                        jar -> assertThat(Path.of("pom.xml")).content().contains("<finalName>" + jar + "</finalName>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "src/docs/architecture.md",
                "src/docs/authorize.md",
                "src/docs/deploy.md",
                "src/docs/events.md",
                "src/docs/fission.md",
                "src/docs/fission-router-rules.md",
                "src/docs/changes.md",
                "src/docs/limits.md",
                "src/docs/memory.md",
                "src/docs/operations.md",
                "src/docs/ownership.md",
                "src/docs/runbooks.md",
                "src/docs/soak.md",
                "src/docs/tokens.md",
                "src/docs/attacks.md",
                "src/docs/what-an-ip-proves.md",
                "src/docs/performance.md",
                ".github/CONTRIBUTING.md",
                ".github/SECURITY.md"
            })
    void linksLeadToFilesAndHeadingsThatExist(String document) throws IOException {
        // Given
        Path path = Path.of(document);

        // When
        List<String> links = found("\\]\\((?!https?:)([^)]+)\\)", Files.readString(path));

        // Then
        assertThat(links).allSatisfy(link -> {
            String[] fileAndHeading = link.split("#", 2);
            Path target = path.resolveSibling(fileAndHeading[0]);
            assertThat(target).exists();
            if (fileAndHeading.length > 1) {
                assertThat(anchors(target)).contains(fileAndHeading[1]);
            }
        });
    }

    /** From a line or tag that is there exactly once to the next of its kind. */
    private static String section(String start, String text) {
        assertThat(text).containsOnlyOnce(start);
        String rest = text.substring(text.indexOf(start) + start.length());
        int end = rest.indexOf(start.startsWith("#") ? "\n## " : "</profile>");
        return end < 0 ? rest : rest.substring(0, end);
    }

    private static List<String> anchors(Path document) throws IOException {
        return found("(?m)^#+ (.+)$", Files.readString(document)).stream()
                .map(heading -> heading.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
