package io.podwatcher.http.events;

import io.podwatcher.messages.map.ChangesReply;
import io.podwatcher.messages.map.PageRequest;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import io.podwatcher.model.PodLabels;
import java.util.List;
import java.util.Optional;

/**
 * Owns the changes of one reply while they are encoded for several topics: the labels of a pod are parsed once, however
 * many topics select by them. It is used on the event loop of its hub.
 */
final class ChangeBatch {

    private final List<Entry> entries;
    private final EventId last;

    /**
     * @param reply where the changes come from; if it has none, the batch is empty
     */
    ChangeBatch(ChangesReply reply) {
        this.entries = reply.changes().orElse(List.of()).stream()
                .map(change -> new Entry(reply.instance(), change))
                .toList();
        this.last = new EventId(reply.instance(), reply.last());
    }

    /** One change. */
    static final class Entry {

        private final ChangesReply.Change change;
        private final EventId id;
        private Optional<PodLabels> labels = Optional.empty();

        private Entry(String instance, ChangesReply.Change change) {
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

    List<Entry> entries() {
        return entries;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Where these changes lead. */
    EventId last() {
        return last;
    }
}
