package io.podwatcher.messages.watch;

import java.util.List;
import java.util.Optional;

/**
 * Changes of pods in the order in which the API server sent them.
 *
 * @param changes one or more; perhaps none with {@link Part#LIST_END}, and none with {@link Part#GAP}
 * @param part what they are part of
 * @param readAt when the last of them was read, by the clock of the service
 * @param confirmedAt the moment of which a map with these changes is certainly true, by the same clock; empty when they
 *     confirm nothing
 */
public record PodsChanged(List<PodChange> changes, Part part, long readAt, Optional<Long> confirmedAt) {

    /** What a batch of changes is part of. */
    public enum Part {
        /** Events of the running watch: each batch is applied as it comes. */
        WATCH,
        /**
         * A list under way. After a reconnect its parts come in an order that never was (a new pod before the deletion
         * of the old one that had its IP), so a map that is in use must not show them before the list's end.
         */
        LIST,
        /** The last part of a list: from here on the map is complete. */
        LIST_END,
        /**
         * Something before this was not applied, or could not be sent. A full relist follows: of what it
         * does not tell, nothing is left at its end.
         */
        GAP
    }
}
