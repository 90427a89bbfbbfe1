package io.podwatcher.http.events;

import io.podwatcher.messages.map.ChangesReply;
import io.podwatcher.messages.map.PageRequest;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import io.podwatcher.model.PodLabels;
import java.util.List;
import java.util.Optional;

/**
 * Holds the changes of one reply while they are encoded for several topics: a pod's labels are parsed once, however
 * many topics select by them. On the event loop of its hub.
 */
final class ChangeBatch {

    private final List<IpChange> changes;
    private final EventId last;

    /**
     * @param reply the reply with the changes; if it has none, the batch is empty
     */
    ChangeBatch(ChangesReply reply) {
        this.changes = reply.changes().orElse(List.of()).stream()
                .map(change -> new IpChange(reply.instance(), change))
                .toList();
        this.last = new EventId(reply.instance(), reply.last());
    }

    /** One change. */
    static final class IpChange {

        private final ChangesReply.Change change;
        private final EventId id;
        private Optional<PodLabels> labels = Optional.empty();

        private IpChange(String instance, ChangesReply.Change change) {
            this.change = change;
            this.id = new EventId(instance, change.position());
        }

        IpAddress ip() {
            return change.ip();
        }

        EventId id() {
            return id;
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

    boolean isEmpty() {
        return changes.isEmpty();
    }

    /** The id after these changes. */
    EventId last() {
        return last;
    }
}
