package io.podwatcher.openapi;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One documented operation.
 *
 * @param method in lower case
 * @param path as documented; it may have parameters: {@code /ui/{folder}/{file}}
 * @param item the path item; empty for the operation that stands for all other requests
 * @param node the documentation of the operation
 */
public record Operation(String method, String path, Optional<Node> item, Node node) {

    /** The names of its query parameters. */
    public Set<String> queryParameters() {
        return parameters()
                .map(Node::json)
                .filter(parameter -> parameter.getString("in").equals("query"))
                .map(parameter -> parameter.getString("name"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    boolean answers(String method, String path) {
        return this.method.equals(method.toLowerCase(Locale.ROOT))
                && path.matches(this.path.replace(".", "\\.").replaceAll("\\{[a-z]+}", "[^/]+"));
    }

    Node responses() {
        return node.at("responses").orElseThrow();
    }

    /** The parameters of the path, which all of its operations have. */
    Stream<Node> parameters() {
        return item.stream().flatMap(path -> path.list("parameters")).map(Node::followed);
    }

    /**
     * Every answer that it may give: a status with a reason or an event, where there are some, and a type of content.
     */
    public Stream<DocumentedAnswer> answers() {
        return responses().names().flatMap(status -> {
            Node response = responses().at(status).orElseThrow();
            Optional<Node> content = response.at("content");
            return content.isEmpty()
                    ? Stream.of(new DocumentedAnswer(method, path, status, "", ""))
                    : content.get()
                            .names()
                            .flatMap(type -> kinds(content.get().at(type).orElseThrow())
                                    .map(kind -> new DocumentedAnswer(method, path, status, type, kind)));
        });
    }

    /** Without a body the kinds cannot be distinguished. */
    private Stream<String> kinds(Node content) {
        return method.equals("head") ? Stream.of("") : Bodies.kinds(content);
    }
}
