package io.podwatcher.cache;

import io.podwatcher.messages.PodChange;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a list under way has told so far, the newest of each pod: bounded by the pods, however often it begins anew. On the
 * cache verticle's loop.
 */
final class Relist {

    private final Map<String, PodChange> told = new HashMap<>();
    private boolean whole;

    void add(List<PodChange> changes) {
        changes.forEach(change -> told.put(change.uid(), change));
    }

    /** What has been told so far is not to be relied on; from now on comes a list that tells of all pods. */
    void gap() {
        told.clear();
        whole = true;
    }

    /** Whether the list under way tells of all pods, and not only of what has changed. */
    boolean isWhole() {
        return whole;
    }

    /**
     * The list is complete.
     *
     * @param known the pods in the map
     * @return what has to become of the map
     */
    Collection<PodChange> end(Set<String> known) {
        if (whole) {
            known.forEach(uid -> told.computeIfAbsent(uid, PodChange.Gone::new));
            whole = false;
        }
        Collection<PodChange> changes = List.copyOf(told.values());
        told.clear();
        return changes;
    }
}
