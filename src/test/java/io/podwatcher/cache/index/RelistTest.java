package io.podwatcher.cache.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.cache.Pods;
import io.podwatcher.messages.watch.PodChange;
import io.podwatcher.messages.watch.PodChange.Gone;
import io.podwatcher.messages.watch.PodChange.Present;
import io.podwatcher.model.Pod;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RelistTest {

    private final Map<String, Pod> map = new TreeMap<>();
    private final Relist relist = new Relist(map::get, Pods.unlimited());

    /** A change may have been applied in part: then the map has the pod, but it does not own its IPs. */
    @Test
    void allPodsAreAppliedAfterAFullRelistAndTheMapKeepsItsObjectOfAnUnchangedOne() {
        // Given
        Pod same = Pods.live("same", "10.0.0.1");
        inMap(same);
        inMap(Pods.live("moved", "10.0.0.2"));
        inMap(Pods.live("missing", "10.0.0.3"));
        Pod moved = Pods.live("moved", "10.0.0.4");

        // When
        relist.gap();
        relist.add(List.of(new Present(Pods.live("same", "10.0.0.1")), new Present(moved)));
        Collection<PodChange> changes = relist.end(map.keySet());

        // Then
        assertThat(changes)
                .containsExactlyInAnyOrder(new Present(same), new Present(moved), new Gone("missing"))
                .anyMatch(change -> change instanceof Present present && present.pod() == same);
    }

    private void inMap(Pod pod) {
        map.put(pod.uid(), pod);
    }
}
