package io.podwatcher.messages;

import java.util.List;

/**
 * Changes of pods in the order in which the API server told them.
 *
 * @param changes one or more; perhaps none with {@link Part#LIST_END}, and none with {@link Part#GAP}
 * @param part what they are part of
 * @param confirmedAt when the API server told the last of them, as {@link System#nanoTime()}
 */
public record PodsChanged(List<PodChange> changes, Part part, long confirmedAt) {

    /** What a batch of changes is part of. */
    public enum Part {
        /** Events of the running watch: each batch is applied as it comes. */
        WATCH,
        /**
         * A list under way. After a reconnect its parts come in an order that never was (a new pod before the deletion of
         * the old one that had its IP), so a map that is in use must not show them before the list's end.
         */
        LIST,
        /** The last part of a list: from here on the map is complete. */
        LIST_END,
        /**
         * Something before this was not taken, or could not be told. A list follows that tells of all pods anew: of what it
         * does not tell, nothing is left at its end.
         */
        GAP
    }
}
