package io.podwatcher.openapi;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The documented parts that have occurred in answers. */
final class Occurrences {

    private final Comparison comparison;
    private final List<Exchange> exchanges;

    Occurrences(Contract contract, List<Exchange> exchanges) {
        this.comparison = new Comparison(contract);
        this.exchanges = exchanges;
    }

    Set<DocumentedAnswer> answers() {
        return exchanges.stream()
                .filter(exchange -> !isHeadOfAnother(exchange))
                .flatMap(this::answers)
                .collect(Collectors.toSet());
    }

    /** Its kind is not visible, and no method is documented for requests that match no operation. */
    private boolean isHeadOfAnother(Exchange exchange) {
        return exchange.question().method().equals("HEAD")
                && comparison.operation(exchange).item().isEmpty();
    }

    private Stream<DocumentedAnswer> answers(Exchange exchange) {
        Operation operation = comparison.operation(exchange);
        String status = String.valueOf(exchange.answer().status());
        return content(exchange)
                .map(content -> kinds(exchange, content)
                        .map(kind -> new DocumentedAnswer(
                                operation.method(),
                                operation.path(),
                                status,
                                exchange.answer().header("content-type"),
                                kind)))
                .orElseGet(() -> Stream.of(new DocumentedAnswer(operation.method(), operation.path(), status, "", "")));
    }

    private static Stream<String> kinds(Exchange exchange, Node content) {
        return exchange.question().method().equals("HEAD")
                ? Stream.of("")
                : Bodies.kindsOf(content, exchange.answer().body()).stream();
    }

    private Optional<Node> content(Exchange exchange) {
        return comparison
                .response(exchange)
                .flatMap(response -> response.at("content"))
                .flatMap(content -> content.at(String.valueOf(exchange.answer().header("content-type"))));
    }

    /** The documented headers that have occurred, as pointers to their documentation. */
    Set<String> headers() {
        Set<String> seen = new TreeSet<>();
        exchanges.forEach(exchange -> comparison
                .response(exchange)
                .flatMap(response -> response.raw("headers"))
                .ifPresent(headers -> headers.names()
                        .filter(name -> exchange.answer().header(name.toLowerCase(Locale.ROOT)) != null)
                        .forEach(
                                name -> seen.add(headers.raw(name).orElseThrow().pointer()))));
        return seen;
    }

    /** The documented fields that have occurred, as pointers to their documentation. */
    Set<String> fields() {
        Set<String> seen = new TreeSet<>();
        exchanges.stream()
                .filter(exchange -> !exchange.question().method().equals("HEAD"))
                .forEach(exchange -> content(exchange).ifPresent(content -> {
                    if (content.at("x-events").isPresent()) {
                        Node events = content.at("x-events").orElseThrow();
                        Event.all(exchange.answer().body())
                                .forEach(event -> events.at(event.name())
                                        .flatMap(known -> known.raw("schema"))
                                        .ifPresent(schema -> walk(schema, event.data(), seen)));
                    } else if ("application/json".equals(exchange.answer().header("content-type"))) {
                        walk(
                                content.raw("schema").orElseThrow(),
                                Json.decodeValue(exchange.answer().body()),
                                seen);
                    }
                }));
        return seen;
    }

    private static void walk(Node schema, Object value, Set<String> seen) {
        if (schema.json().containsKey("$ref")) {
            walk(schema.followed(), value, seen);
        }
        Stream.concat(schema.list("anyOf"), schema.list("allOf")).forEach(choice -> walk(choice, value, seen));
        if (value instanceof JsonObject object) {
            object.forEach(entry -> {
                Optional<Node> property = schema.raw("properties").flatMap(known -> known.raw(entry.getKey()));
                property.ifPresent(known -> seen.add(known.pointer()));
                property.or(() -> schema.raw("additionalProperties"))
                        .ifPresent(known -> walk(known, entry.getValue(), seen));
            });
        } else if (value instanceof JsonArray array) {
            array.forEach(item -> schema.raw("items").ifPresent(items -> walk(items, item, seen)));
        }
    }
}
