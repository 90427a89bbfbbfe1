package io.podwatcher.http.events;

import io.podwatcher.messages.ChangesReply;
import io.podwatcher.messages.PageRequest;
import io.podwatcher.model.Pod;
import io.podwatcher.model.PodLabels;
import java.util.List;
import java.util.Optional;

/**
 * Some changes to be told to several audiences: the labels of a pod are read once, however many select by them. On the event loop
 * of its feed.
 */
final class Batch {

    private final List<Entry> entries;
    private final long last;

    /**
     * @param last the position that the changes lead to
     */
    Batch(List<ChangesReply.Change> changes, long last) {
        this.entries = changes.stream().map(Entry::new).toList();
        this.last = last;
    }

    /** One change. */
    static final class Entry {

        private final ChangesReply.Change change;
        private Optional<PodLabels> labels = Optional.empty();

        private Entry(ChangesReply.Change change) {
            this.change = change;
        }

        ChangesReply.Change change() {
            return change;
        }

        /** The owner, if it is one that the filter selects. */
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

    long last() {
        return last;
    }
}
