package io.podwatcher.model.label;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.model.AnsweredPod;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PodLabelsTest {

    @Test
    void readsTheLabelsAndNothingThatOnlyHasTheirName() {
        assertThat(PodLabels.of(AnsweredPod.of("{\"name\":\"labels\",\"nested\":{\"labels\":{\"a\":\"no\"}},"
                        + "\"labels\":{\"a\":\"yes\",\"b\":\"\\u00e9\"},\"last\":1}")))
                .isEqualTo(new PodLabels(Map.of("a", "yes", "b", "\u00e9"), true));
    }

    @Test
    void aPodWithoutLabelsHasNone() {
        PodLabels none = new PodLabels(Map.of(), true);
        assertThat(PodLabels.of(AnsweredPod.of("{\"name\":\"a\",\"labels\":{}}")))
                .isEqualTo(none);
        assertThat(PodLabels.of(AnsweredPod.of("{\"name\":\"a\"}"))).isEqualTo(none);
    }

    @Test
    void labelsOfWhichSomeWereLeftOutAreNotComplete() {
        assertThat(PodLabels.of(
                        AnsweredPod.of("{\"truncated\":[\"labels\",\"annotations\"],\"labels\":{\"a\":\"b\"}}")))
                .isEqualTo(new PodLabels(Map.of("a", "b"), false));
        assertThat(PodLabels.of(AnsweredPod.of("{\"truncated\":[\"annotations\"],\"labels\":{\"a\":\"b\"}}")))
                .isEqualTo(new PodLabels(Map.of("a", "b"), true));
    }
}
