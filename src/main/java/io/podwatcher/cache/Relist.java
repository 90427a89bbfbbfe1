package io.podwatcher.cache;

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
 * What a list under way has reported so far, the newest of each pod: bounded by the pods, however often it is started
 * again, and by the budget of the map. On the cache verticle's loop.
 */
final class Relist {

    private final Map<String, PodChange> reported = new HashMap<>();
    private final Function<String, Pod> known;
    private final AnswerBudget budget;
    private long reserved;
    private boolean whole;

    /**
     * @param known the pod that is in the map under a UID, or null
     * @param budget what the map and this list may take together
     */
    Relist(Function<String, Pod> known, AnswerBudget budget) {
        this.known = known;
        this.budget = budget;
    }

    void add(List<PodChange> changes) {
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

    /** Holds the pod of the map where nothing has changed: a list of all pods would otherwise be a second map. */
    private Present present(Pod before, Present present) {
        Pod now = budget.fit(before, present.pod());
        Pod inMap = known.apply(now.uid());
        return isSame(inMap, now) ? new Present(inMap) : now == present.pod() ? present : new Present(now);
    }

    /** The pod of which bytes are held for this UID: that of the list, or else that of the map. */
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

    /** Nothing reported so far can be relied on; from now on a full relist reports all pods. */
    void gap() {
        clear();
        whole = true;
    }

    /** Whether the list under way reports all pods, and not only what has changed. */
    boolean isWhole() {
        return whole;
    }

    /**
     * The list is complete.
     *
     * @param uids the pods in the map
     * @return what has to become of the map
     */
    Collection<PodChange> end(Set<String> uids) {
        if (whole) {
            uids.forEach(uid -> reported.computeIfAbsent(uid, Gone::new));
            whole = false;
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
