package io.podwatcher.history.past;

import io.podwatcher.history.store.Holder;
import io.podwatcher.history.store.PastReader.Evidence;
import io.podwatcher.history.store.Recordings;
import io.podwatcher.history.store.Stint;
import io.podwatcher.messages.history.Interval;
import io.podwatcher.messages.history.PastOwner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides who owned an IP at a moment. Each recorder that covers the moment leaves some possibilities: one if it is
 * certain, otherwise the pods between which the IP changed hands then, or nobody. What all of them leave open is the
 * answer if it is one; if recorders contradict each other, everything that any of them says is possible. Plain code.
 */
public final class PastRules {

    /** Stands for: the IP had no holder. */
    private static final String NOBODY = "nobody";

    private static final String NODE = "node";
    private static final String SEVERAL = "several";

    private PastRules() {}

    /** Decides by what the recorders that cover the moment have written. */
    public static PastOwner decide(Evidence evidence, Instant at, Recordings recordings) {
        if (evidence.byRecorder().isEmpty()) {
            return new PastOwner.Unknown(
                    evidence.nearest().before(), evidence.nearest().after());
        }
        List<Set<String>> all = evidence.byRecorder().values().stream()
                .map(stints -> possibilities(stints, at))
                .toList();
        Set<String> common = all.stream()
                .reduce((one, other) -> one.stream().filter(other::contains).collect(Collectors.toSet()))
                .orElseThrow();
        Set<String> possible =
                common.isEmpty() ? all.stream().flatMap(Set::stream).collect(Collectors.toSet()) : common;
        Map<String, List<Stint>> stints = evidence.byRecorder().values().stream()
                .flatMap(List::stream)
                .filter(stint -> possible.contains(key(stint.holder())))
                .collect(Collectors.groupingBy(stint -> key(stint.holder()), LinkedHashMap::new, Collectors.toList()));
        return answer(possible, stints, recordings);
    }

    private static Set<String> possibilities(List<Stint> stints, Instant at) {
        Optional<Stint> certain =
                stints.stream().filter(stint -> stint.isCertainAt(at)).findFirst();
        if (certain.isPresent()) {
            return Set.of(key(certain.get().holder()));
        }
        Set<String> keys = stints.stream().map(stint -> key(stint.holder())).collect(Collectors.toSet());
        keys.add(NOBODY);
        return keys;
    }

    private static String key(Holder holder) {
        if (holder instanceof Holder.Owner owner) {
            return "pod " + owner.pod().uid();
        }
        return holder instanceof Holder.Node ? NODE : SEVERAL;
    }

    private static PastOwner answer(Set<String> possible, Map<String, List<Stint>> stints, Recordings recordings) {
        if (possible.size() == 1) {
            if (possible.contains(NOBODY)) {
                return new PastOwner.Nobody();
            }
            if (possible.contains(NODE)) {
                return new PastOwner.HostNetwork();
            }
            if (!possible.contains(SEVERAL)) {
                List<Stint> same = stints.values().iterator().next();
                return new PastOwner.Owned(Intervals.merge(same, recordings));
            }
        }
        List<Interval> candidates = new ArrayList<>();
        stints.forEach((key, same) -> candidates.addAll(candidates(same, recordings)));
        return new PastOwner.Candidates(
                candidates.stream().limit(PastOwner.Candidates.MAX).toList(),
                possible.contains(NOBODY) || possible.contains(NODE));
    }

    private static List<Interval> candidates(List<Stint> same, Recordings recordings) {
        Holder holder = same.get(0).holder();
        if (holder instanceof Holder.Owner) {
            return List.of(Intervals.merge(same, recordings));
        }
        return holder instanceof Holder.Claimants several
                ? several.pods().stream()
                        .map(pod -> Intervals.merge(same, pod, recordings))
                        .toList()
                : List.of();
    }
}
