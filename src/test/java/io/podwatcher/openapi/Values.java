package io.podwatcher.openapi;

/** Converts the text of a header or a query to the type of its schema. */
final class Values {

    private Values() {}

    static Object read(Node schema, String text) {
        return "integer".equals(schema.followed().json().getValue("type")) && text.matches("-?[0-9]{1,15}")
                ? Long.valueOf(text)
                : text;
    }
}
