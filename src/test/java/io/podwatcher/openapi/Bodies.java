package io.podwatcher.openapi;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The documented content of one type, and whether a body matches it. */
final class Bodies {

    private static final String EVENTS = "x-events";

    private Bodies() {}

    /** The reasons of an error, the names of events, or one empty kind. */
    static Stream<String> kinds(Node content) {
        Optional<Node> events = content.at(EVENTS);
        if (events.isPresent()) {
            return events.get().names();
        }
        return reasons(content).isEmpty() ? Stream.of("") : reasons(content).stream();
    }

    /** The reasons that an error of this content may have; empty when it is no error. */
    static List<String> reasons(Node content) {
        return content.raw("schema")
                .flatMap(schema -> Stream.concat(Stream.of(schema), schema.list("allOf"))
                        .flatMap(part -> part.raw("properties").stream())
                        .flatMap(properties -> properties.raw("reason").stream())
                        .findFirst())
                .map(reason -> reason.json().getJsonArray("enum").stream()
                        .map(String.class::cast)
                        .toList())
                .orElse(List.of());
    }

    /** The documented kind of a body. */
    static List<String> kindsOf(Node content, String body) {
        if (content.at(EVENTS).isPresent()) {
            return Event.all(body).stream().map(Event::name).distinct().toList();
        }
        return reasons(content).isEmpty() ? List.of("") : List.of(new JsonObject(body).getString("reason"));
    }

    static List<String> problems(Contract contract, String type, Node content, String body) {
        Optional<Node> events = content.at(EVENTS);
        if (events.isPresent()) {
            return Event.all(body).stream()
                    .flatMap(event -> problems(contract, events.get(), event).stream())
                    .toList();
        }
        if (type.equals("application/json")) {
            return contract.problems(content.raw("schema").orElseThrow(), Json.decodeValue(body));
        }
        return body.isBlank() ? List.of("the body is empty") : List.of();
    }

    private static List<String> problems(Contract contract, Node events, Event event) {
        Optional<Node> documented = events.at(event.name());
        if (documented.isEmpty()) {
            return List.of("event " + event.name() + " is not documented");
        }
        List<String> problems = new ArrayList<>();
        if (documented.get().json().getBoolean("id") != event.id().isPresent()) {
            problems.add("event " + event.name() + (event.id().isPresent() ? " has an id" : " has no id"));
        }
        problems.addAll(contract.problems(documented.get().raw("schema").orElseThrow(), event.data()));
        return problems;
    }
}
