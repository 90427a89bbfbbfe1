package io.podwatcher.http.bulk;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The fields of a line. Immutable.
 *
 * @param ip as it was sent
 * @param at the same; empty if the question is about now
 */
record NdjsonLine(String ip, Optional<String> at) {

    private static final Set<String> NAMES = Set.of("ip", "at");

    /** Reads a line to its end; empty if it is anything but an object with these fields, each once. */
    static Optional<NdjsonLine> read(JsonParser parser) {
        Map<String, String> fields = new HashMap<>();
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return Optional.empty();
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            if (!NAMES.contains(name)
                    || parser.nextToken() != JsonToken.VALUE_STRING
                    || fields.put(name, parser.getString()) != null) {
                return Optional.empty();
            }
        }
        return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null && fields.containsKey("ip")
                ? Optional.of(new NdjsonLine(fields.get("ip"), Optional.ofNullable(fields.get("at"))))
                : Optional.empty();
    }

    /** These fields as JSON, which name the result. */
    String json() {
        return "\"ip\":" + Item.quoted(ip)
                + at.map(text -> ",\"at\":" + Item.quoted(text)).orElse("");
    }
}
