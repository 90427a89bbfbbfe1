package io.podwatcher.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.http.RawHttp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The differences that a comparison of answers with the document finds. */
class ComparisonTest {

    private static final Map<String, String> HEADERS = Map.of("content-type", "application/json", "x-watch-age", "3");
    private static final String BODY = "{\"error\":\"No pod found\",\"reason\":\"not_found\"}";

    private final Comparison comparison = new Comparison(Contract.shipped());

    @Test
    void anAnswerThatIsDocumentedIsFine() {
        // When
        List<String> problems = problems("GET", 404, HEADERS, BODY);

        // Then
        assertThat(problems).isEmpty();
    }

    @Test
    void aStatusThatIsNotDocumentedIsFound() {
        // When
        List<String> problems = problems("GET", 410, HEADERS, BODY);

        // Then
        assertThat(problems).singleElement().asString().startsWith("status 410 is not documented");
    }

    @Test
    void aReasonOfAnotherStatusIsFound() {
        // When
        List<String> problems = problems("GET", 409, HEADERS, BODY);

        // Then
        assertThat(problems).anyMatch(problem -> problem.startsWith("#/reason"));
    }

    @Test
    void aFieldThatIsNotDocumentedIsFound() {
        // When
        List<String> problems = problems("GET", 404, HEADERS, BODY.replace("}", ",\"hint\":\"none\"}"));

        // Then
        assertThat(problems).anyMatch(problem -> problem.startsWith("#/hint"));
    }

    @Test
    void aHeaderThatIsNotDocumentedIsFound() {
        // Given
        Map<String, String> headers = new HashMap<>(HEADERS);
        headers.put("x-powered-by", "us");

        // When
        List<String> problems = problems("GET", 404, headers, BODY);

        // Then
        assertThat(problems).containsExactly("header x-powered-by is not documented");
    }

    @Test
    void aMissingHeaderIsFound() {
        // When
        List<String> problems = problems("GET", 404, Map.of("content-type", "application/json"), BODY);

        // Then
        assertThat(problems).containsExactly("header x-watch-age is missing");
    }

    @Test
    void aHeaderOfAnotherFormIsFound() {
        // Given
        Map<String, String> headers = new HashMap<>(HEADERS);
        headers.put("x-watch-age", "3s");

        // When
        List<String> problems = problems("GET", 404, headers, BODY);

        // Then
        assertThat(problems).isNotEmpty().allMatch(problem -> problem.startsWith("header x-watch-age is '3s'"));
    }

    @Test
    void anotherTypeOfContentIsFound() {
        // Given
        Map<String, String> headers = new HashMap<>(HEADERS);
        headers.put("content-type", "text/html");

        // When
        List<String> problems = problems("GET", 404, headers, BODY);

        // Then
        assertThat(problems).containsExactly("content of type text/html is not documented");
    }

    @Test
    void aBodyWhereNoneIsDocumentedIsFound() {
        // Given
        Map<String, String> headers = Map.of("content-type", "application/json", "etag", "\"a\"");

        // When
        List<String> problems = comparison.problems(exchange("/openapi.yaml", "GET", 304, headers, "{}"));

        // Then
        assertThat(problems).contains("a body of type application/json is not documented");
    }

    @Test
    void anAnswerToHeadNeedsTheHeadersAndNoBody() {
        // When
        List<String> fine = problems("HEAD", 404, HEADERS, "");
        List<String> missing = problems("HEAD", 404, Map.of("content-type", "application/json"), "");

        // Then
        assertThat(fine).isEmpty();
        assertThat(missing).containsExactly("header x-watch-age is missing");
    }

    private List<String> problems(String method, int status, Map<String, String> headers, String body) {
        return comparison.problems(exchange("/whoami", method, status, headers, body));
    }

    private static Exchange exchange(
            String target, String method, int status, Map<String, String> headers, String body) {
        return new Exchange(
                new Question("test", 0, "127.0.0.1", method, target, Map.of()),
                new RawHttp.Response(status, headers, body));
    }
}
