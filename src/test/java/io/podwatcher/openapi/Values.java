package io.podwatcher.openapi;

/** Reads what stands in a header or a query, where everything is text, as its schema means it. */
final class Values {

    private Values() {}

    static Object read(Node schema, String text) {
        return "integer".equals(schema.followed().json().getValue("type")) && text.matches("-?[0-9]{1,15}")
                ? Long.valueOf(text)
                : text;
    }
}
