package io.podwatcher.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import org.junit.jupiter.api.Test;

class SkeletonStoreTest {

    private final SkeletonStore store = new SkeletonStore();

    @Test
    void keepsWhoAPodIsAndWhichStateWasSeenAndNothingElse() {
        // Given
        PodResource pod = Samples.pod();

        // When
        store.put(store.getKey(pod), pod);

        // Then
        ObjectMeta kept = store.get("load-000/amber-badger-0-62d82c07cd-00000").getMetadata();
        assertThat(kept.getUid()).isEqualTo("3bd49e02-2b49-4f14-9c77-46726f130d9e");
        assertThat(kept.getResourceVersion()).isEqualTo("252");
        assertThat(kept.getLabels()).isEmpty();
        assertThat(kept.getAnnotations()).isEmpty();
        assertThat(kept.getOwnerReferences()).isEmpty();
    }

    @Test
    void putTellsTheStateBefore() {
        // Given
        PodResource pod = Samples.pod();
        store.put("key", pod);

        // When
        PodResource before = store.put("key", pod);

        // Then
        assertThat(before.getMetadata().getResourceVersion()).isEqualTo("252");
        assertThat(store.size()).isEqualTo(1);
    }

    @Test
    void removedPodIsForgotten() {
        // Given
        store.put("key", Samples.pod());

        // When
        PodResource removed = store.remove("key");

        // Then
        assertThat(removed.getMetadata().getUid()).isEqualTo("3bd49e02-2b49-4f14-9c77-46726f130d9e");
        assertThat(store.keySet()).isEmpty();
        assertThat(store.values()).isEmpty();
    }
}
