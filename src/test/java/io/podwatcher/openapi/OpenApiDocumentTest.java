package io.podwatcher.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.messages.watch.RestartReason;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.OutputUnit;
import io.vertx.junit5.VertxExtension;
import io.vertx.openapi.contract.OpenAPIVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks {@code /openapi.yaml} without the service. */
@ExtendWith(VertxExtension.class)
class OpenApiDocumentTest {

    private static final Contract CONTRACT = Contract.shipped();

    @Test
    void itIsOpenApi31(Vertx vertx) throws Exception {
        // When
        OutputUnit result = validate(vertx, CONTRACT.root().json());

        // Then
        assertThat(result.getErrors()).isNull();
        assertThat(result.getValid()).isTrue();
    }

    @Test
    void whatIsNotOpenApi31WouldBeNoticed(Vertx vertx) throws Exception {
        // Given
        JsonObject broken = CONTRACT.root().json().copy();
        broken.getJsonObject("paths").getJsonObject("/pod").getJsonObject("get").put("responses", "none");

        // When
        OutputUnit result = validate(vertx, broken);

        // Then
        assertThat(result.getValid()).isFalse();
    }

    private static OutputUnit validate(Vertx vertx, JsonObject document) throws Exception {
        return OpenAPIVersion.V3_1
                .getRepository(vertx, "app://pod-watcher/")
                .compose(repository -> OpenAPIVersion.V3_1.validateContract(vertx, repository, document.copy()))
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    @Test
    void itHasTheVersionOfTheProject() throws IOException {
        // Given
        String version = CONTRACT.root().json().getJsonObject("info").getString("version");

        // Then
        assertThat(Path.of("pom.xml"))
                .content()
                .contains("<artifactId>pod-watcher</artifactId>\n  <version>" + version + "</version>");
    }

    @Test
    void everyReferenceLeadsSomewhereAndEveryComponentIsReferredTo() throws IOException {
        // Given
        String text = Files.readString(Path.of("src/main/resources/io/podwatcher/http/openapi.yaml"));

        // When
        List<String> components = Stream.of("parameters", "headers", "responses", "schemas", "examples")
                .map(kind -> CONTRACT.component(kind))
                .flatMap(kind -> kind.names().map(name -> kind.pointer() + "/" + name))
                .toList();

        // Then
        assertThat(components).allSatisfy(component -> assertThat(text).contains("$ref: '" + component + "'"));
        assertThat(text.lines().filter(line -> line.contains("$ref: ")))
                .allSatisfy(line -> assertThat(components).contains(line.replaceAll(".*\\$ref: '([^']+)'.*", "$1")));
    }

    @Test
    void everyAnswerMayGetNewFields() {
        // Then
        assertThat(Schemas.withFields(CONTRACT)).isNotEmpty().noneMatch(Schemas::isClosed);
    }

    @Test
    void aFieldThatIsNotDocumentedIsNoticed() {
        // Given
        Node owner = CONTRACT.component("schemas").raw("Owner").orElseThrow();
        JsonObject documented = new JsonObject().put("kind", "Deployment").put("name", "web");

        // Then
        assertThat(CONTRACT.problems(owner, documented)).isEmpty();
        assertThat(CONTRACT.problems(owner, documented.copy().put("age", 1))).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("answers")
    void everyAnswerHasExamplesThatAreSuchAnswers(Node content) {
        // When
        List<Node> examples = content.at("examples").stream()
                .flatMap(all -> all.names().map(name -> all.at(name).orElseThrow()))
                .toList();

        // Then
        assertThat(examples)
                .isNotEmpty()
                .allSatisfy(example -> assertThat(CONTRACT.problems(
                                content.raw("schema").orElseThrow(),
                                example.json().getValue("value")))
                        .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("answers")
    void everyReasonHasAnExampleOfItsName(Node content) {
        // Given
        List<String> reasons = Bodies.reasons(content);

        // Then
        assertThat(reasons)
                .allSatisfy(reason -> assertThat(content.at("examples")
                                .flatMap(all -> all.at(reason))
                                .flatMap(example -> example.at("value"))
                                .map(value -> value.json().getString("reason")))
                        .hasValue(reason));
    }

    /** The schemas of all response bodies that programs read. */
    static Stream<Node> answers() {
        Node responses = CONTRACT.component("responses");
        return responses
                .names()
                .flatMap(name -> responses.at(name).flatMap(response -> response.at("content")).stream())
                .flatMap(content ->
                        Stream.of("application/json", "text/event-stream").flatMap(type -> content.at(type).stream()));
    }

    @Test
    void everyEventHasAnExampleThatIsSuchAnEvent() {
        // When
        List<Node> events = answers()
                .flatMap(content -> content.at("x-events").stream())
                .flatMap(all -> all.names().map(name -> all.at(name).orElseThrow()))
                .toList();

        // Then
        assertThat(events).isNotEmpty().allSatisfy(this::theExampleFits);
    }

    @ParameterizedTest
    @MethodSource("parametersAndHeaders")
    void everyParameterAndHeaderHasAnExampleThatFits(Node parameterOrHeader) {
        // Then
        theExampleFits(parameterOrHeader);
    }

    static Stream<Node> parametersAndHeaders() {
        return Stream.of("parameters", "headers")
                .map(kind -> CONTRACT.component(kind))
                .flatMap(kind -> kind.names().map(name -> kind.at(name).orElseThrow()));
    }

    private void theExampleFits(Node node) {
        assertThat(node.json().containsKey("example")).as(node.pointer()).isTrue();
        assertThat(CONTRACT.problems(
                        node.raw("schema").orElseThrow(), node.json().getValue("example")))
                .as(node.pointer())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Denied, Denial", "DeniedByFission, FissionDenial"})
    void theDenialsOfTheHeaderAreTheReasonsOfTheBody(String response, String schema) {
        // Given
        Node denied = CONTRACT.component("responses").at(response).orElseThrow();
        Node denial = CONTRACT.component("schemas").at(schema).orElseThrow();

        // When
        List<String> reasons = Bodies.reasons(denied.at("content")
                .flatMap(content -> content.at("application/json"))
                .orElseThrow());

        // Then
        assertThat(denial.json().getJsonArray("enum")).isEqualTo(new JsonArray(reasons));
    }

    @Test
    void theReasonsOfRestartsAreThoseThatThereAre() {
        // Given
        Node reason = CONTRACT.component("schemas").at("RestartReason").orElseThrow();

        // When
        List<String> codes =
                Stream.of(RestartReason.values()).map(RestartReason::code).toList();

        // Then
        assertThat(reason.json().getJsonArray("enum")).isEqualTo(new JsonArray(codes));
    }
}
