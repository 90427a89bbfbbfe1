package io.podwatcher.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.podwatcher.openapi.GeneratedTypes.RecordedAnswer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares {@code /openapi.yaml} with the running service: it answers all that is documented, and nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiIT {

    private States states;
    private FissionStates fission;
    private HistoryStates history;
    private Contract contract;
    private final List<Exchange> exchanges = new ArrayList<>();

    @BeforeAll
    void askEverything(@TempDir Path folder) throws Exception {
        states = new States(folder);
        states.awaitStale();
        contract = Contract.parse(states.usual("/openapi.yaml").ask().answer().body());
        fission = new FissionStates();
        history = new HistoryStates(states);
        Questions questions = new Questions(states, fission, history);
        questions.all().map(Question::ask).forEach(exchanges::add);
        questions.streams().forEach(exchanges::add);
        questions.recorded().forEach(exchanges::add);
    }

    @AfterAll
    void stop() throws Exception {
        states.close();
        fission.close();
        history.close();
    }

    List<Exchange> exchanges() {
        return exchanges;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exchanges")
    void theAnswerIsAsDocumented(Exchange exchange) {
        // When
        List<String> problems = new Comparison(contract).problems(exchange);

        // Then
        assertThat(problems).isEmpty();
    }

    @Test
    void everyDocumentedAnswerOccurs() {
        // Given
        Set<DocumentedAnswer> documented =
                contract.operations().stream().flatMap(Operation::answers).collect(Collectors.toSet());

        // When
        Set<DocumentedAnswer> occurred = new Occurrences(contract, exchanges).answers();

        // Then
        assertThat(documented)
                .filteredOn(answer -> !occurred.contains(answer))
                .as("documented, never seen")
                .isEmpty();
        assertThat(occurred)
                .filteredOn(answer -> !documented.contains(answer))
                .as("seen, not documented")
                .isEmpty();
    }

    @Test
    void theTypesThatAreGeneratedFromItAreThoseOfTheAnswers() throws IOException {
        // Given
        GeneratedTypes types =
                GeneratedTypes.of(states.usual("/openapi.yaml").ask().answer().body());

        // When
        List<RecordedAnswer> answers = exchanges.stream()
                .filter(exchange -> !exchange.question().method().equals("HEAD"))
                .filter(exchange -> "application/json".equals(exchange.answer().header("content-type")))
                .map(exchange -> new RecordedAnswer(
                        new Comparison(contract).operation(exchange),
                        exchange.answer().status(),
                        exchange.answer().body()))
                .filter(answer -> answer.operation().item().isPresent())
                .toList();

        // Then
        assertThat(answers).isNotEmpty();
        types.compileWith(answers);
    }

    @Test
    void everyDocumentedHeaderOccurs() {
        // Given
        Node responses = contract.component("responses");
        Set<String> documented = responses
                .names()
                .flatMap(name -> responses.at(name).flatMap(response -> response.raw("headers")).stream())
                .flatMap(headers -> headers.names()
                        .map(name -> headers.raw(name).orElseThrow().pointer()))
                .collect(Collectors.toCollection(TreeSet::new));

        // When
        Set<String> occurred = new Occurrences(contract, exchanges).headers();

        // Then
        assertThat(occurred).isEqualTo(documented);
    }

    @Test
    void everyDocumentedFieldOccurs() {
        // Given
        Set<String> documented = Schemas.fields(contract);

        // When
        Set<String> occurred = new Occurrences(contract, exchanges).fields();

        // Then
        assertThat(occurred).containsAll(documented);
    }

    @Test
    void everyDocumentedParameterIsUnderstood() {
        // Given
        Map<String, Node> documented = new LinkedHashMap<>();
        contract.operations()
                .forEach(operation -> operation
                        .parameters()
                        .forEach(parameter -> documented.put(operation.path() + " " + name(parameter), parameter)));

        // When
        Set<String> understood = exchanges.stream()
                .filter(exchange -> exchange.answer().status() < 400)
                .flatMap(this::parameters)
                .collect(Collectors.toCollection(TreeSet::new));

        // Then
        assertThat(understood).isEqualTo(new TreeSet<>(documented.keySet()));
    }

    /** The parameters of a request whose values the document permits. */
    private Stream<String> parameters(Exchange exchange) {
        Operation operation = new Comparison(contract).operation(exchange);
        return operation
                .parameters()
                .filter(parameter -> given(exchange.question(), operation, parameter)
                        .findAny()
                        .isPresent())
                .peek(parameter -> given(exchange.question(), operation, parameter)
                        .forEach(value -> assertThat(
                                        contract.problems(item(parameter), Values.read(item(parameter), value)))
                                .as("%s %s", exchange, name(parameter))
                                .isEmpty()))
                .map(parameter -> operation.path() + " " + name(parameter));
    }

    private static Node item(Node parameter) {
        Node schema = parameter.raw("schema").orElseThrow();
        return schema.raw("items").orElse(schema);
    }

    private static Stream<String> given(Question question, Operation operation, Node parameter) {
        String name = parameter.json().getString("name");
        return switch (parameter.json().getString("in")) {
            case "query" -> question.parameters().getOrDefault(name, List.of()).stream();
            case "header" -> Stream.ofNullable(question.headers().get(name));
            default -> Stream.of(question.path().substring(operation.path().indexOf('{')));
        };
    }

    private static String name(Node parameter) {
        return parameter.json().getString("in") + " " + parameter.json().getString("name");
    }

    @ParameterizedTest
    @MethodSource("otherMethods")
    void anotherMethodIsRefused(String method, String path) {
        // When
        Exchange exchange = states.usual(path).by(method).ask();

        // Then
        assertThat(exchange.answer().status()).isEqualTo(405);
        assertThat(new Comparison(contract).problems(exchange)).isEmpty();
    }

    Stream<Arguments> otherMethods() {
        return contract.paths().stream()
                .map(path -> path.replace("{folder}", "css")
                        .replace("{file}", "page.css")
                        .replace("{namespace}", "shop"))
                .flatMap(path -> Stream.concat(Questions.METHODS.stream(), Stream.of("PROPFIND"))
                        .filter(method -> !path.startsWith("/authorize"))
                        .filter(method ->
                                !contract.operation(method, path).method().equals(method.toLowerCase(Locale.ROOT)))
                        .map(method -> arguments(method, path)));
    }
}
