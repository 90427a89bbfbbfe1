package io.podwatcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.openapi.Contract;
import io.podwatcher.openapi.DocumentedAnswer;
import io.podwatcher.openapi.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares the table of src/docs/api.md with {@code /openapi.yaml}, both ways. */
class ApiTableTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (.*?) ?\\| ([0-9, ]+) \\| (.*) \\|$");
    private static final Pattern REQUEST = Pattern.compile("`(?:GET )?(/[^`?]*)(?:\\?([^`]*))?`");
    private static final Pattern REASON = Pattern.compile("`([a-z]+(?:_[a-z]+)*)`");
    private static final Pattern STATUS_AND_REASON = Pattern.compile("\\b([0-9]{3})\\s+`([a-z_]+)`");

    private static final Contract CONTRACT = Contract.shipped();

    /** Answers of every operation. Like the answers to requests for none, they stand once, below the table. */
    private static final Set<String> OF_ALL = Set.of("414 uri_too_long", "431 headers_too_long");

    private final Map<String, Set<String>> answers = new TreeMap<>();
    private final Map<String, Set<String>> parameters = new TreeMap<>();

    @Test
    void theTableHasThePathsAndTheirAnswersAndReasonsAndNothingElse() throws IOException {
        // Given
        Map<String, Set<String>> documented = operations()
                .collect(Collectors.toMap(
                        Operation::path,
                        operation -> answers(operation)
                                .filter(answer -> !OF_ALL.contains(answer))
                                .collect(Collectors.toCollection(TreeSet::new)),
                        ApiTableTest::both,
                        TreeMap::new));

        // When
        readTable();

        // Then
        assertThat(answers).isEqualTo(documented);
    }

    @Test
    void theTableHasTheQueryParametersAndNoOthers() throws IOException {
        // Given
        Map<String, Set<String>> documented = operations()
                .collect(Collectors.toMap(
                        Operation::path, Operation::queryParameters, ApiTableTest::both, TreeMap::new));

        // When
        readTable();

        // Then
        assertThat(parameters).isEqualTo(documented);
    }

    @Test
    void whatHoldsForAllPathsStandsBelowTheTable() throws IOException {
        // Given
        Set<String> documented = Stream.concat(
                        CONTRACT.operations().stream()
                                .filter(operation -> operation.item().isEmpty())
                                .flatMap(ApiTableTest::answers),
                        OF_ALL.stream())
                .collect(Collectors.toCollection(TreeSet::new));

        // When
        Set<String> below = STATUS_AND_REASON
                .matcher(page().replaceAll("(?m)^\\|.*$", ""))
                .results()
                .map(match -> match.group(1) + " " + match.group(2))
                .collect(Collectors.toCollection(TreeSet::new));

        // Then
        assertThat(below).isEqualTo(documented);
        assertThat(operations())
                .allSatisfy(operation -> assertThat(answers(operation)).containsAll(OF_ALL));
    }

    private static Stream<Operation> operations() {
        return CONTRACT.operations().stream()
                .filter(operation -> operation.item().isPresent())
                .filter(operation -> operation.method().equals("get"));
    }

    /** The answers of an operation, each as its status, with the reason if it is an error. */
    private static Stream<String> answers(Operation operation) {
        return operation.answers().map(ApiTableTest::words).distinct();
    }

    private static String words(DocumentedAnswer answer) {
        return isError(answer.status()) ? (answer.status() + " " + answer.kind()).strip() : answer.status();
    }

    private static boolean isError(String status) {
        return status.compareTo("400") >= 0;
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        return Stream.of(one, other).flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
    }

    /** A row without a request continues that of the row above. */
    private void readTable() throws IOException {
        List<String> paths = List.of();
        for (var row : ROW.matcher(page()).results().toList()) {
            if (!row.group(1).isBlank()) {
                paths = REQUEST.matcher(row.group(1))
                        .results()
                        .map(request -> request.group(1))
                        .toList();
                REQUEST.matcher(row.group(1))
                        .results()
                        .forEach(request -> named(parameters, request.group(1)).addAll(names(request.group(2))));
            }
            for (String path : paths) {
                Arrays.stream(row.group(2).split(", ?"))
                        .flatMap(status -> words(status, row.group(3)))
                        .forEach(named(answers, path)::add);
            }
        }
    }

    private static Set<String> named(Map<String, Set<String>> byPath, String path) {
        return byPath.computeIfAbsent(path, unknown -> new TreeSet<>());
    }

    private static List<String> names(String query) {
        return query == null
                ? List.of()
                : Arrays.stream(query.split("&"))
                        .map(parameter -> parameter.replaceFirst("=.*", ""))
                        .toList();
    }

    private static Stream<String> words(String status, String text) {
        List<String> reasons = REASON.matcher(text)
                .results()
                .map(reason -> status + " " + reason.group(1))
                .toList();
        return isError(status) && !reasons.isEmpty() ? reasons.stream() : Stream.of(status);
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("src", "docs", "api.md"));
    }
}
