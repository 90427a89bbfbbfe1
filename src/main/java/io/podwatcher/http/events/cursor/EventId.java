package io.podwatcher.http.events.cursor;

import io.podwatcher.messages.map.CompleteVersion;
import io.podwatcher.messages.map.KnownVersions;
import io.podwatcher.model.MapVersion;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of an event, which clients send back to resume and which is opaque to them. The map that gave it finds the
 * exact position by it, and the map of another replica one by its versions. Immutable; any thread.
 *
 * @param instance the map that numbered the changes; another map numbers them differently
 * @param position how many changes of that map the client knows
 * @param versions what that means for other maps; empty if the API server's versions cannot be compared
 */
public record EventId(String instance, long position, Optional<KnownVersions> versions) {

    private static final String NUMBER = "([0-9]{1,18})";

    private static final Pattern ID = Pattern.compile(
            "([0-9a-f]{1,32})-" + NUMBER + "(?:-([0-9a-f]{8})-" + NUMBER + "-" + NUMBER + "-([0-9]{1,12}))?");

    /** One that means nothing to other maps. */
    EventId(String instance, long position) {
        this(instance, position, Optional.empty());
    }

    /**
     * One that other maps understand, if both versions are known.
     *
     * @param complete all changes up to it are at or before the position
     * @param seen no change after it has been sent
     */
    public static EventId of(String instance, long position, Optional<CompleteVersion> complete, MapVersion seen) {
        return new EventId(
                instance,
                position,
                complete.filter(version -> seen.isKnown())
                        .map(version -> new KnownVersions(version, Math.max(version.version(), seen.number()))));
    }

    /** Parses a client's last id; empty if it does not have our format. */
    public static Optional<EventId> parse(String id) {
        Matcher matcher = ID.matcher(id);
        return matcher.matches()
                ? Optional.of(new EventId(matcher.group(1), Long.parseLong(matcher.group(2)), versions(matcher)))
                : Optional.empty();
    }

    private static Optional<KnownVersions> versions(Matcher id) {
        return id.group(3) == null
                ? Optional.empty()
                : Optional.of(new KnownVersions(
                        new CompleteVersion(id.group(3), Long.parseLong(id.group(4)), Long.parseLong(id.group(6))),
                        Long.parseLong(id.group(5))));
    }

    @Override
    public String toString() {
        return instance + "-" + position + versions.map(EventId::text).orElse("");
    }

    private static String text(KnownVersions versions) {
        CompleteVersion complete = versions.complete();
        return "-" + complete.content() + "-" + complete.version() + "-" + versions.seen() + "-" + complete.reachedAt();
    }
}
