package io.podwatcher.openapi;

import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One server-sent event.
 *
 * @param id empty when it has none
 */
record Event(String name, Optional<String> id, JsonObject data) {

    private static final Pattern FIELD = Pattern.compile("(?m)^([a-z]+): (.*)$");
    private static final String RETRY = "retry: ";

    /**
     * All events of a stream that ends behind a complete one. Fields that only set the retry time are left out.
     */
    static List<Event> all(String stream) {
        return Arrays.stream(stream.split("\n\n"))
                .filter(block -> !block.isEmpty() && !block.startsWith(RETRY))
                .map(Event::parse)
                .toList();
    }

    private static Event parse(String block) {
        return new Event(
                field(block, "event").orElseThrow(),
                field(block, "id"),
                new JsonObject(field(block, "data").orElseThrow()));
    }

    private static Optional<String> field(String block, String name) {
        Matcher field = FIELD.matcher(block);
        while (field.find()) {
            if (field.group(1).equals(name)) {
                return Optional.of(field.group(2));
            }
        }
        return Optional.empty();
    }
}
