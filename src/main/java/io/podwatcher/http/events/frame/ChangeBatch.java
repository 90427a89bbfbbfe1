package io.podwatcher.http.events.frame;

import io.podwatcher.http.events.cursor.EventId;
import io.podwatcher.messages.map.ChangesReply;
import io.podwatcher.messages.map.CompleteVersion;
import io.podwatcher.messages.map.PageRequest;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.MapVersion;
import io.podwatcher.model.Pod;
import io.podwatcher.model.label.PodLabels;
import java.util.List;
import java.util.Optional;

/**
 * Holds the changes of one reply while they are encoded for several topics: a pod's labels are parsed once, however
 * many topics select by them. On the event loop of its hub.
 */
public final class ChangeBatch {

    private final List<IpChange> changes;
    private final ChangesReply reply;

    /**
     * @param reply the reply with the changes; if it has none, the batch is empty
     */
    public ChangeBatch(ChangesReply reply) {
        this.changes =
                reply.changes().orElse(List.of()).stream().map(IpChange::new).toList();
        this.reply = reply;
    }

    /** One change. */
    static final class IpChange {

        private final ChangesReply.Change change;
        private Optional<PodLabels> labels = Optional.empty();

        private IpChange(ChangesReply.Change change) {
            this.change = change;
        }

        IpAddress ip() {
            return change.ip();
        }

        long position() {
            return change.position();
        }

        /** The owner of the IP, if the filter selects it. */
        Optional<Pod> owner(PageRequest.Filter filter) {
            return change.owner().filter(pod -> filter.selects(pod, () -> labels(pod)));
        }

        private PodLabels labels(Pod pod) {
            if (labels.isEmpty()) {
                labels = Optional.of(PodLabels.of(pod));
            }
            return labels.get();
        }
    }

    List<IpChange> changes() {
        return changes;
    }

    /** Whether it has no change, so that at most a bookmark is due. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /**
     * The id of the event of a change. What is complete is known at both ends of the batch only.
     *
     * @param seen the newest version of which anything was sent
     */
    EventId id(IpChange change, MapVersion seen) {
        Optional<CompleteVersion> complete = change.position() == reply.last() ? reply.complete() : reply.before();
        return EventId.of(reply.instance(), change.position(), complete, seen);
    }

    /** The position after these changes. */
    long last() {
        return reply.last();
    }

    /** The version of the map that had them. */
    MapVersion version() {
        return reply.age().version();
    }
}
