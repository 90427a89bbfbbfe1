package io.podwatcher.selector;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.pod.Pod;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PodLabelsTest {

    @Test
    void readsTheLabelsAndNothingThatOnlyHasTheirName() {
        assertThat(PodLabels.of(pod("{\"name\":\"labels\",\"nested\":{\"labels\":{\"a\":\"no\"}},"
                        + "\"labels\":{\"a\":\"yes\",\"b\":\"\\u00e9\"},\"last\":1}")))
                .isEqualTo(Map.of("a", "yes", "b", "\u00e9"));
    }

    @Test
    void aPodWithoutLabelsHasNone() {
        assertThat(PodLabels.of(pod("{\"name\":\"a\",\"labels\":{}}"))).isEmpty();
        assertThat(PodLabels.of(pod("{\"name\":\"a\"}"))).isEmpty();
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
