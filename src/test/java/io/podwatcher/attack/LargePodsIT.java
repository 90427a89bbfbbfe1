package io.podwatcher.attack;

import org.junit.jupiter.api.Test;

/** A tenant whose pods are as large as Kubernetes permits. */
class LargePodsIT extends OnStage {

    @Test
    void largePendingPodsCanBeRelisted() throws Exception {
        attack("large pending pods");
    }

    @Test
    void largeAnnotationsCanBeRelisted() throws Exception {
        attack("large annotations");
    }

    @Test
    void hugeLabelsDoNotDelayLookups() throws Exception {
        attack("huge labels and selectors");
    }
}
