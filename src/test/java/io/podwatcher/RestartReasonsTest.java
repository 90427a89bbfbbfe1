package io.podwatcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.messages.watch.RestartReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** That each code that {@code /ready} and the metrics have for a restart is explained, and no other. */
class RestartReasonsTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[a-z_`, ]+) \\|");
    private static final Pattern CODE = Pattern.compile("`([a-z_]+)`");

    private static final Set<String> CODES =
            Arrays.stream(RestartReason.values()).map(RestartReason::code).collect(Collectors.toSet());

    @Test
    void operationsExplainsEachReason() throws IOException {
        assertThat(explained("operations.md", "`restarts` counts", "\nAttempts that fail"))
                .containsExactlyInAnyOrderElementsOf(CODES);
    }

    @Test
    void theRunbookHasARowForEachReasonOfItsAlert() throws IOException {
        // Given
        List<String> codes = explained("runbooks.md", "## PodWatcherWatchRestarts", "\n## ");

        // Then
        assertThat(codes)
                .doesNotContain(RestartReason.CLOSED.code())
                .containsExactlyInAnyOrderElementsOf(CODES.stream()
                        .filter(code -> !code.equals(RestartReason.CLOSED.code()))
                        .toList());
    }

    /** The first column of the table that stands between these two. */
    private static List<String> explained(String page, String start, String end) throws IOException {
        String text = Files.readString(Path.of("src", "docs", page));
        assertThat(text).containsOnlyOnce(start);
        String rest = text.substring(text.indexOf(start));
        return ROW.matcher(rest.substring(0, rest.indexOf(end)))
                .results()
                .map(MatchResult::group)
                .filter(row -> !row.contains("`reason`"))
                .flatMap(row -> CODE.matcher(row).results().map(code -> code.group(1)))
                .toList();
    }
}
