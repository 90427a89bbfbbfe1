package io.podwatcher.http.events;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of an event, which clients send back to resume and which is opaque to them. Immutable; any thread.
 *
 * @param instance the map that numbered the changes; another map numbers them differently
 * @param position how many changes of that map the client knows
 */
record EventId(String instance, long position) {

    private static final Pattern ID = Pattern.compile("([0-9a-f]{1,32})-([0-9]{1,18})");

    /** Parses a client's last id; empty if it does not have our format. */
    static Optional<EventId> parse(String id) {
        Matcher matcher = ID.matcher(id);
        return matcher.matches()
                ? Optional.of(new EventId(matcher.group(1), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return instance + "-" + position;
    }
}
