package io.podwatcher.model.label;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.model.Pod;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PodLabelsTest {

    @Test
    void readsTheLabelsAndNothingThatOnlyHasTheirName() {
        assertThat(PodLabels.of(pod("{\"name\":\"labels\",\"nested\":{\"labels\":{\"a\":\"no\"}},"
                        + "\"labels\":{\"a\":\"yes\",\"b\":\"\\u00e9\"},\"last\":1}")))
                .isEqualTo(new PodLabels(Map.of("a", "yes", "b", "\u00e9"), true));
    }

    @Test
    void aPodWithoutLabelsHasNone() {
        PodLabels none = new PodLabels(Map.of(), true);
        assertThat(PodLabels.of(pod("{\"name\":\"a\",\"labels\":{}}"))).isEqualTo(none);
        assertThat(PodLabels.of(pod("{\"name\":\"a\"}"))).isEqualTo(none);
    }

    @Test
    void labelsOfWhichSomeWereLeftOutAreNotComplete() {
        assertThat(PodLabels.of(pod("{\"truncated\":[\"labels\",\"annotations\"],\"labels\":{\"a\":\"b\"}}")))
                .isEqualTo(new PodLabels(Map.of("a", "b"), false));
        assertThat(PodLabels.of(pod("{\"truncated\":[\"annotations\"],\"labels\":{\"a\":\"b\"}}")))
                .isEqualTo(new PodLabels(Map.of("a", "b"), true));
    }

    private static Pod pod(String json) {
        return new Pod(
                "uid",
                "default",
                "a",
                "node",
                "default",
                List.of(),
                List.of(),
                Pod.Network.POD,
                Pod.Stage.LIVE,
                json.getBytes(StandardCharsets.UTF_8));
    }
}
