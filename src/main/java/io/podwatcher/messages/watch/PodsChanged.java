package io.podwatcher.messages.watch;

import io.podwatcher.model.MapVersion;
import java.util.List;
import java.util.Optional;

/**
 * A batch of pod changes in the order in which the API server sent them.
 *
 * @param changes one or more; perhaps none with {@link Part#LIST_END}, and none with {@link Part#GAP}
 * @param part what the batch is part of
 * @param readAt when the last of them was read, by the clock of the service
 * @param confirmedAt a moment at which a map with these changes was true, by the same clock; empty if they confirm
 *     nothing
 * @param version the version of a map with exactly the changes so far; read with {@link Part#WATCH} and
 *     {@link Part#LIST_END}
 */
public record PodsChanged(
        List<PodChange> changes, Part part, long readAt, Optional<Long> confirmedAt, MapVersion version) {

    /** A batch of no known version. */
    public PodsChanged(List<PodChange> changes, Part part, long readAt, Optional<Long> confirmedAt) {
        this(changes, part, readAt, confirmedAt, MapVersion.UNKNOWN);
    }

    /** What a batch of changes is part of. */
    public enum Part {
        /** Events of the running watch: each batch is applied on arrival. */
        WATCH,
        /**
         * A list in progress. After a reconnect its parts arrive in an order that never existed (a new pod before the
         * deletion of the old one that had its IP), so a map in use must not show them before the list's end.
         */
        LIST,
        /** The last part of a list: the map is now complete. */
        LIST_END,
        /**
         * What is known is uncertain: changes were not applied or could not be sent, or the API server may have been
         * restored. A full relist follows; what it does not report is removed at its end.
         */
        GAP
    }
}
