package io.podwatcher.http.events;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a stream has come, as its clients carry it in event ids: opaque to them.
 *
 * @param instance which map it was; another one counts other changes
 * @param changes how many of its changes are known
 */
record Position(String instance, long changes) {

    private static final Pattern ID = Pattern.compile("([0-9a-f]{1,32})-([0-9]{1,18})");

    /** What a client says that it has seen last; empty when that is no id of ours. */
    static Optional<Position> read(String id) {
        Matcher matcher = ID.matcher(id);
        return matcher.matches()
                ? Optional.of(new Position(matcher.group(1), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return instance + "-" + changes;
    }
}
