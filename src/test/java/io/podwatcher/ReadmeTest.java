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
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents name exists. */
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
    @MethodSource("io.podwatcher.Documents#all")
    void linksLeadToFilesAndHeadingsThatExist(Path document) {
        // When: the page of releases is the repository's, not a file
        List<String> links = found("\\]\\((?!https?:|\\.\\./\\.\\./releases)([^)]+)\\)", Documents.text(document));

        // Then
        assertThat(links).allSatisfy(link -> {
            String[] fileAndHeading = link.split("#", 2);
            Path target = fileAndHeading[0].isEmpty() ? document : document.resolveSibling(fileAndHeading[0]);
            assertThat(target).exists();
            if (fileAndHeading.length > 1) {
                assertThat(anchors(target)).contains(fileAndHeading[1]);
            }
        });
    }

    @Test
    void eachPageIsLinkedFromAnother() {
        // Given
        List<Path> pages = Documents.files(Path.of("src", "docs"), ".md").toList();

        // When
        Set<Path> linked = Documents.all()
                .flatMap(document -> found("\\]\\((?!https?:)([^)#]+)", Documents.text(document)).stream()
                        .map(link -> document.resolveSibling(link).normalize())
                        .filter(target -> !target.equals(document)))
                .collect(Collectors.toSet());

        // Then
        assertThat(pages).isNotEmpty();
        assertThat(linked).containsAll(pages);
    }

    @ParameterizedTest
    @MethodSource("io.podwatcher.Documents#all")
    void testsThatAreNamedExist(Path document) {
        // Given
        Set<String> existing = Documents.files(Path.of("src", "test", "java"), ".java")
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());

        // When
        List<String> named = found("`([A-Z][A-Za-z0-9]*(?:Test|IT|E2E))`", Documents.text(document));

        // Then
        assertThat(named).filteredOn(name -> !existing.contains(name)).isEmpty();
    }

    @Test
    void theClassesOfRulesExist() {
        // Given
        Path code = Path.of("src", "main", "java", "io", "podwatcher");

        // When
        List<String> places =
                found("`([a-z]+(?:/[a-z]+)*/[A-Z]\\w+)`", Documents.text(Path.of("src", "docs", "architecture.md")));

        // Then
        assertThat(places)
                .isNotEmpty()
                .allSatisfy(place -> assertThat(code.resolve(place + ".java")).exists());
    }

    @Test
    void theTableOfMessagesHasAllThatTheBusCarriesAndEachRowOnce() throws IOException {
        // Given
        Path addresses = Path.of("src", "main", "java", "io", "podwatcher", "messages", "BusAddresses.java");
        Set<String> carried = new TreeSet<>(found("\\{@link (\\w+)}", Files.readString(addresses)));

        // When
        List<String> rows = found(
                "(?m)^\\| (`[A-Z].*?`) \\|",
                section("## Messages", Files.readString(Path.of("src", "docs", "architecture.md"))));

        // Then
        assertThat(rows).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(found("`(\\w+)`", String.join(" ", rows)))).isEqualTo(carried);
    }

    /** From a line or tag that is there exactly once to the next of its kind. */
    private static String section(String start, String text) {
        assertThat(text).containsOnlyOnce(start);
        String rest = text.substring(text.indexOf(start) + start.length());
        int end = rest.indexOf(start.startsWith("#") ? "\n## " : "</profile>");
        return end < 0 ? rest : rest.substring(0, end);
    }

    private static List<String> anchors(Path document) {
        return found("(?m)^#+ (.+)$", Documents.text(document)).stream()
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
