package io.podwatcher.http.lookup;

import io.podwatcher.model.Pod;
import io.podwatcher.model.PodLifecycle;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;

/** Writes which pods claim an ambiguous IP, so that its user knows which of them to look at. Any thread. */
final class Claimants {

    /** Two are usual. The rest is counted, so that no answer grows with the cluster. */
    static final int MAX = 16;

    /** Those that are not terminating first: usually they are why the IP is ambiguous. The same in every replica. */
    private static final Comparator<Pod> ORDER = Comparator.comparing(Pod::stage)
            .thenComparing(Pod::namespace)
            .thenComparing(Pod::name)
            .thenComparing(Pod::uid);

    private Claimants() {}

    /** Adds the first {@value #MAX} and the number of all to an answer. */
    static void write(List<Pod> claimants, JsonObject answer) {
        JsonArray first = new JsonArray();
        claimants.stream().sorted(ORDER).limit(MAX).map(Claimants::json).forEach(first::add);
        answer.put("claimants", first).put("claimant_count", claimants.size());
    }

    private static JsonObject json(Pod pod) {
        PodLifecycle life = PodLifecycle.of(pod);
        JsonObject json = new JsonObject()
                .put("namespace", pod.namespace())
                .put("name", pod.name())
                .put("uid", pod.uid())
                .put("node_name", pod.node().isEmpty() ? null : pod.node())
                .put("phase", life.phase().orElse(null));
        life.deletionTimestamp().ifPresent(time -> json.put("deletion_timestamp", time));
        return json;
    }
}
