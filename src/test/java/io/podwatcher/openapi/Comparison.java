package io.podwatcher.openapi;

import io.podwatcher.http.RawHttp;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Compares one answer with its documentation. */
final class Comparison {

    /** Headers that HTTP itself defines for any message, so that the document need not. */
    private static final Set<String> OF_EVERY_MESSAGE =
            Set.of("content-type", "content-length", "transfer-encoding", "connection");

    private final Contract contract;

    Comparison(Contract contract) {
        this.contract = contract;
    }

    /** What is in the answer and not in the document, or the other way round. */
    List<String> problems(Exchange exchange) {
        Optional<Node> response = response(exchange);
        if (response.isEmpty()) {
            return List.of("status " + exchange.answer().status() + " is not documented: "
                    + exchange.answer().body());
        }
        List<String> problems = new ArrayList<>(ofHeaders(response.get(), exchange.answer()));
        problems.addAll(ofBody(response.get(), exchange));
        return problems;
    }

    Optional<Node> response(Exchange exchange) {
        Node responses = operation(exchange).responses();
        return responses.at(String.valueOf(exchange.answer().status()));
    }

    Operation operation(Exchange exchange) {
        return contract.operation(
                exchange.question().method(), exchange.question().path());
    }

    private List<String> ofHeaders(Node response, RawHttp.Response answer) {
        List<String> problems = new ArrayList<>();
        Map<String, Node> documented = new TreeMap<>();
        response.raw("headers")
                .ifPresent(headers -> headers.names()
                        .forEach(name -> documented.put(
                                name.toLowerCase(Locale.ROOT), headers.at(name).orElseThrow())));
        documented.forEach((name, header) -> {
            String value = answer.header(name);
            if (value != null) {
                Node schema = header.raw("schema").orElseThrow();
                contract.problems(schema, Values.read(schema, value))
                        .forEach(problem -> problems.add("header " + name + " is '" + value + "': " + problem));
            } else if (header.json().getBoolean("required", false)) {
                problems.add("header " + name + " is missing");
            }
        });
        answer.headers().keySet().stream()
                .filter(name -> !documented.containsKey(name) && !OF_EVERY_MESSAGE.contains(name))
                .forEach(name -> problems.add("header " + name + " is not documented"));
        return problems;
    }

    private List<String> ofBody(Node response, Exchange exchange) {
        RawHttp.Response answer = exchange.answer();
        Optional<Node> content = response.at("content");
        if (content.isEmpty()) {
            return answer.body().isEmpty() && answer.header("content-type") == null
                    ? List.of()
                    : List.of("a body of type " + answer.header("content-type") + " is not documented");
        }
        String type = String.valueOf(answer.header("content-type"));
        Optional<Node> documented = content.get().at(type);
        if (documented.isEmpty()) {
            return List.of("content of type " + type + " is not documented");
        }
        if (exchange.question().method().equals("HEAD")) {
            return List.of();
        }
        return Bodies.problems(contract, type, documented.get(), answer.body());
    }
}
