package io.podwatcher.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One object of a document and its position. Immutable; any thread.
 *
 * @param root the whole document
 * @param pointer the path from the root
 * @param json the object itself
 */
public record Node(JsonObject root, String pointer, JsonObject json) {

    static Node of(JsonObject root) {
        return new Node(root, "#", root);
    }

    /** The names of its fields. */
    Stream<String> names() {
        return json.fieldNames().stream();
    }

    /** The object in this field, if there is one; a reference is not resolved. */
    Optional<Node> raw(String name) {
        return json.getValue(name) instanceof JsonObject child
                ? Optional.of(new Node(root, pointer + "/" + escaped(name), child))
                : Optional.empty();
    }

    /** The object in this field; a reference is resolved. */
    Optional<Node> at(String name) {
        return raw(name).map(Node::followed);
    }

    /** The objects of the list in this field. */
    Stream<Node> list(String name) {
        JsonArray items = json.getJsonArray(name, new JsonArray());
        return IntStream.range(0, items.size())
                .mapToObj(i -> new Node(root, pointer + "/" + name + "/" + i, items.getJsonObject(i)));
    }

    /** The object that it refers to, or itself. */
    Node followed() {
        String reference = json.getString("$ref");
        if (reference == null) {
            return this;
        }
        Node node = of(root);
        for (String name : List.of(reference.substring(2).split("/"))) {
            node = node.raw(name.replace("~1", "/").replace("~0", "~"))
                    .orElseThrow(
                            () -> new AssertionError(pointer + " refers to " + reference + ", which is not there"));
        }
        return node;
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
