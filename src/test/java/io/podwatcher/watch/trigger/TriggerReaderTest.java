package io.podwatcher.watch.trigger;

import static io.podwatcher.watch.trigger.Triggers.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.fission.HttpTrigger;
import io.podwatcher.log.LogLines;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerReaderTest {

    private static final String FUNCTION = "\"functionref\": {\"type\": \"name\", \"name\": \"f\"}";

    private final TriggerReader reader = new TriggerReader(System::nanoTime);

    @Test
    void triggerIsReadAsTheApiServerHasIt() {
        // When
        HttpTrigger trigger = read("""
                {"host": "shop.example", "relativeurl": "/cart/{id}", "prefix": "/cart", "method": "", "methods": ["GET"],
                 "keepPrefix": true, "createingress": false, "openAPISpec": {"paths": []},
                 "functionref": {"type": "name", "name": "f", "functionweights": null},
                 "ingressconfig": {"annotations": null, "host": "*", "path": "/x", "tls": ""}}""");

        // Then
        assertThat(trigger.uid())
                .isEqualTo(ObjectId.of(Triggers.resource("{}", "{}")).uid());
        assertThat(trigger.namespace()).isEqualTo("shop");
        assertThat(trigger.name()).isEqualTo("cart");
        assertThat(trigger.createdAt()).isEqualTo(100);
        assertThat(trigger.host()).isEqualTo("shop.example");
        assertThat(trigger.relativeUrl()).isEqualTo("/cart/{id}");
        assertThat(trigger.prefix()).isEqualTo("/cart");
        assertThat(trigger.methods()).containsExactly("GET");
        assertThat(trigger.functions()).containsExactly("f");
        assertThat(trigger.certain()).isTrue();
        assertThat(trigger.allowed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "{\"host\": null, \"relativeurl\": null, \"prefix\": null, \"method\": null, \"methods\": null,"
                        + " \"functionref\": null, \"corsConfig\": null, \"ingressconfig\": null}"
            })
    void triggerThatSaysNothingHasNoPathNoMethodAndNoFunction(String spec) {
        // When
        HttpTrigger trigger = read(spec);

        // Then
        assertThat(trigger.host() + trigger.relativeUrl() + trigger.prefix()).isEmpty();
        assertThat(trigger.methods()).isEmpty();
        assertThat(trigger.functions()).isEmpty();
        assertThat(trigger.certain()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'methods': ['GET', 'POST']|GET POST",
                "'method': 'PUT'|PUT",
                "'methods': ['GET'], 'method': 'PUT'|GET PUT",
                "'methods': ['GET'], 'method': 'GET'|GET",
                "'methods': ['GET', null], 'method': ''|GET",
                "'methods': ['get']|get",
                "'methods': ['GET'], 'corsConfig': {}|GET OPTIONS",
                "'corsConfig': {'allowOrigins': ['*']}|OPTIONS",
                "'methods': ['GET'], 'corsConfig': null|GET"
            })
    void methodsAreThoseOfBothFieldsAndOptionsWithCors(String fields, String methods) {
        // When
        HttpTrigger trigger = read("{" + fields.replace('\'', '"') + "}");

        // Then
        assertThat(trigger.methods()).containsExactlyInAnyOrder(methods.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'type': 'name', 'name': 'f'|f|true",
                "'type': 'name', 'name': 'f', 'functionweights': {'g': 100}|f|true",
                "'type': 'name', 'name': 'f', 'alias': '', 'version': null|f|true",
                "'type': 'function-weights', 'name': 'f', 'functionweights': {'g': 90, 'h': 10}|g h|true",
                "'type': 'function-weights', 'name': 'f', 'functionweights': null|f|true",
                "'type': 'name', 'name': 'f', 'alias': 'prod'|f|false",
                "'type': 'name', 'name': 'f', 'version': 'f-v1'|f|false",
                "'type': 'alias', 'name': 'f'|f|false",
                "'name': 'f'|f|false"
            })
    void functionsAreThoseOfTheReferenceAndOnlyKnownReferencesAreCertain(
            String reference, String functions, boolean certain) {
        // When
        HttpTrigger trigger = read("{\"functionref\": {" + reference.replace('\'', '"') + "}}");

        // Then
        assertThat(trigger.functions()).containsExactlyInAnyOrder(functions.split(" "));
        assertThat(trigger.certain()).isEqualTo(certain);
    }

    /** Each text would otherwise take 50 to 70 bytes of each trigger. */
    @Test
    void triggersShareWhatTheyHaveInCommon() {
        // Given
        String spec = """
                {"host": "shop.example", "methods": ["GET", "POST"], "functionref": {"type": "name", "name": "cart"}}""";

        // When
        HttpTrigger one = read(spec);
        HttpTrigger other = read(spec);

        // Then
        assertThat(one.namespace()).isSameAs(other.namespace());
        assertThat(one.host()).isSameAs(other.host());
        assertThat(one.methods()).isSameAs(other.methods());
        assertThat(one.functions().iterator().next()).isSameAs(one.name());
    }

    @Test
    void triggerWhoseSettingsTheRouterMayRejectIsNotCertain() {
        // When
        HttpTrigger trigger = read("{" + FUNCTION + ", \"corsConfig\": {\"allowOrigins\": [\"https://*.example\"]}}");

        // Then
        assertThat(trigger.certain()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\"yesterday\"", "\"2026-13-01T00:00:00Z\""})
    void triggerWhoseCreationTimeIsNotReadableIsTheOldest(String time) {
        // When
        HttpTrigger trigger = reader.read(Triggers.read(HttpTriggerResource.KIND, """
                {"metadata": {"namespace": "shop", "name": "cart", "uid": "uid-1", "creationTimestamp": %s},
                 "spec": {"relativeurl": "/cart"}}""".formatted(time)));

        // Then
        assertThat(trigger.createdAt()).isZero();
        assertThat(trigger.relativeUrl()).isEqualTo("/cart");
    }

    @Test
    void annotationNamesNamespacesAndServiceAccounts() {
        assertThat(allowed("media, serviceaccount:ingress/caddy ,namespace:news"))
                .containsExactly("namespace:media", "serviceaccount:ingress/caddy", "namespace:news");
    }

    @Test
    void triggerWithOtherAnnotationsAllowsNobodyElse() {
        // When
        HttpTrigger trigger = reader.read(resource("{}", "{\"pod-watcher/allowed\": \"media\"}"));

        // Then
        assertThat(trigger.allowed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",media",
                "media,",
                "media news",
                "media,Media",
                "media,*",
                "media,10.0.0.1",
                "media,fd00::1",
                "media,serviceaccount:caddy",
                "media,serviceaccount:ingress/",
                "media,user:alice"
            })
    void wrongAnnotationAllowsNobodyAndIsNamedInTheLog(String list) {
        try (LogLines log = new LogLines()) {
            // When
            List<String> allowed = allowed(list);

            // Then
            assertThat(allowed).isEmpty();
            assertThat(log.with(
                            "The annotation pod-watcher/allow of the HTTPTrigger shop/cart is wrong and allows nobody"))
                    .hasSize(1)
                    .allMatch(line -> line.contains("is not an identity"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u001b[31mred", "\\u0000", "a\\nb", "m\u00e9dia"})
    void entryThatIsNotPrintableIsNotInTheLog(String entry) {
        try (LogLines log = new LogLines()) {
            // When
            List<String> allowed = allowed("media," + entry + "," + "x".repeat(100_000));

            // Then
            assertThat(allowed).isEmpty();
            assertThat(log.with("allows nobody")).hasSize(1).allMatch(line -> line.matches("[ -~]{0,300}"));
        }
    }

    @Test
    void triggerThatIsTooLargeMayAnswerAnyRequestOfItsHostAndIsNamedInTheLog() {
        try (LogLines log = new LogLines()) {
            // When
            HttpTrigger trigger = read("{\"host\": \"h\", \"relativeurl\": \"/" + "x".repeat(16 << 10) + "\"}");

            // Then
            assertThat(trigger).isEqualTo(trigger.withoutText());
            assertThat(trigger.host()).isEqualTo("h");
            assertThat(trigger.name()).isEqualTo("cart");
            assertThat(log.with("The HTTPTrigger shop/cart has more than 16384 characters"))
                    .hasSize(1);
        }
    }

    @Test
    void triggerThatIsLargeButNotTooLargeKeepsItsText() {
        // When
        HttpTrigger trigger = read("{\"relativeurl\": \"/" + "x".repeat(16_000) + "\"}");

        // Then
        assertThat(trigger.relativeUrl()).hasSize(16_001);
    }

    private HttpTrigger read(String spec) {
        return reader.read(resource(spec, "{}"));
    }

    private List<String> allowed(String list) {
        return reader.read(resource("{}", "{\"pod-watcher/allow\": \"" + list + "\"}")).allowed().stream()
                .map(Object::toString)
                .toList();
    }
}
