package io.podwatcher.openapi;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Walks through the schemas of a document. */
final class Schemas {

    private Schemas() {}

    /** Every schema with fields, at any depth below the named ones. */
    static Stream<Node> withFields(Contract contract) {
        Node named = contract.component("schemas");
        return named.names()
                .flatMap(name -> below(named.raw(name).orElseThrow()))
                .filter(schema -> schema.json().containsKey("properties"));
    }

    private static Stream<Node> below(Node schema) {
        Stream<Node> inFields = schema.raw("properties").stream()
                .flatMap(fields -> fields.names().flatMap(name -> fields.raw(name).stream()));
        Stream<Node> inItems = Stream.concat(schema.raw("items").stream(), schema.list("anyOf"));
        return Stream.concat(Stream.of(schema), Stream.concat(inFields, inItems).flatMap(Schemas::below));
    }

    /** Every documented field, as a pointer to its documentation. */
    static Set<String> fields(Contract contract) {
        Set<String> fields = new TreeSet<>();
        withFields(contract)
                .forEach(schema -> schema.json()
                        .getJsonObject("properties")
                        .fieldNames()
                        .forEach(name -> fields.add(schema.pointer() + "/properties/" + name)));
        return fields;
    }

    /** Whether it may never get a field beside the documented ones. */
    static boolean isClosed(Node schema) {
        return Boolean.FALSE.equals(schema.json().getValue("additionalProperties"));
    }
}
