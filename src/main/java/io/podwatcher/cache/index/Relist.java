package io.podwatcher.cache.index;

import io.podwatcher.messages.watch.PodChange;
import io.podwatcher.messages.watch.PodChange.Gone;
import io.podwatcher.messages.watch.PodChange.Present;
import io.podwatcher.model.Pod;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Collects what a list in progress has reported, the newest state of each pod. Its size is bounded by the number of
 * pods, however often the list restarts, and by the budget of the map. On the cache verticle's loop.
 */
public final class Relist {

    private final Map<String, PodChange> reported = new HashMap<>();
    private final Function<String, Pod> known;
    private final AnswerBudget budget;
    private long reserved;
    private boolean full;

    /**
     * @param known the pod that is in the map under a UID, or null
     * @param budget bounds the map and this list together
     */
    public Relist(Function<String, Pod> known, AnswerBudget budget) {
        this.known = known;
        this.budget = budget;
    }

    public void add(List<PodChange> changes) {
        changes.forEach(this::add);
    }

    private void add(PodChange change) {
        String uid = change.uid();
        Pod before = held(uid);
        reported.put(uid, change instanceof Present present ? present(before, present) : change);
        long growth = AnswerBudget.size(held(uid)) - AnswerBudget.size(before);
        reserved += growth;
        budget.grow(growth);
    }

    /**
     * Uses the map's object for an unchanged pod: otherwise a list of all pods would take as much memory as the map.
     */
    private Present present(Pod before, Present present) {
        Pod now = budget.fit(before, present.pod());
        Pod inMap = known.apply(now.uid());
        return isSame(inMap, now) ? new Present(inMap) : now == present.pod() ? present : new Present(now);
    }

    /** The pod whose bytes are counted for this UID: the list's, or else the map's. */
    private Pod held(String uid) {
        return reported.get(uid) instanceof Present present ? present.pod() : known.apply(uid);
    }

    private static boolean isSame(Pod one, Pod other) {
        return one != null
                && one.network() == other.network()
                && one.stage() == other.stage()
                && one.ips().equals(other.ips())
                && one.hostIps().equals(other.hostIps())
                && Arrays.equals(one.json(), other.json());
    }

    /** Discards what has been reported; from now on a full relist reports all pods. */
    public void gap() {
        clear();
        full = true;
    }

    /** Whether the list in progress reports all pods, and not only what has changed. */
    public boolean isFull() {
        return full;
    }

    /**
     * The list is complete.
     *
     * @param uids the pods in the map
     * @return the changes to apply to the map; after a full relist also pods that have not changed, because a change
     *     may have been applied in part
     */
    public Collection<PodChange> end(Set<String> uids) {
        if (full) {
            uids.forEach(uid -> reported.computeIfAbsent(uid, Gone::new));
            full = false;
        }
        Collection<PodChange> changes = List.copyOf(reported.values());
        clear();
        return changes;
    }

    private void clear() {
        reported.clear();
        budget.grow(-reserved);
        reserved = 0;
    }
}
