package io.podwatcher.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.podwatcher.watch.pod.PodResource;
import io.podwatcher.watch.pod.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        store.put(store.getKey(pod), pod);

        // When
        PodResource before = store.put(store.getKey(pod), pod);

        // Then
        assertThat(before.getMetadata().getResourceVersion()).isEqualTo("252");
        assertThat(store.size()).isEqualTo(1);
    }

    @Test
    void removedPodIsForgotten() {
        // Given
        PodResource pod = Samples.pod();
        store.put(store.getKey(pod), pod);

        // When
        PodResource removed = store.remove(store.getKey(pod));

        // Then
        assertThat(removed.getMetadata().getUid()).isEqualTo("3bd49e02-2b49-4f14-9c77-46726f130d9e");
        assertThat(store.keySet()).isEmpty();
        assertThat(store.values()).isEmpty();
    }

    @Test
    void deletionOfAPodThatIsNotKnownHasSomethingToRemoveToo() {
        // When
        PodResource removed = store.remove("a/b");

        // Then
        assertThat(removed.getMetadata().getName()).isEqualTo("b");
        assertThat(removed.getMetadata().getUid()).isNull();
        assertThat(store.removedInsteadOf(pod("a", "b", "uid-1", "1"))).isEmpty();
    }

    @Test
    void tellsWhetherAnotherPodWasRemovedThanWasMeant() {
        // Given
        store.put("a/b", pod("a", "b", "uid-1", "1"));

        // When
        store.remove("a/b");

        // Then
        assertThat(store.removedInsteadOf(pod("a", "b", "uid-1", "2"))).isEmpty();
        assertThat(store.removedInsteadOf(pod("a", "b", "uid-2", "2"))).isPresent();
        assertThat(store.removedInsteadOf(pod("a", "b", null, "2"))).isPresent();
    }

    @Test
    void knowsAPodOfTheSameNameWithAnotherUidAsTheSameEntry() {
        // Given
        store.put("a/b", pod("a", "b", "uid-1", "1"));

        // When
        PodResource before = store.put("a/b", pod("a", "b", "uid-2", "2"));

        // Then
        assertThat(before.getMetadata().getUid()).isEqualTo("uid-1");
        assertThat(store.get("a/b").getMetadata().getUid()).isEqualTo("uid-2");
        assertThat(store.size()).isEqualTo(1);
    }

    @Test
    void keepsTheStringsOfAStateThatWasSeenAndOfNoOther() {
        // Given
        String uid = new String("uid-1");
        store.put("a/b", pod("a", "b", uid, "1"));

        // When
        store.put("a/b", pod("a", "b", new String("uid-1"), "1"));

        // Then
        assertThat(store.get("a/b").getMetadata().getUid()).isSameAs(uid);
        String newer = new String("uid-1");
        store.put("a/b", pod("a", "b", newer, "2"));
        assertThat(store.get("a/b").getMetadata().getUid()).isSameAs(newer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "252", "999999999999999999"})
    void tellsTheVersionAsItWas(String version) {
        store.put("a/b", pod("a", "b", "uid-1", version));
        assertThat(store.get("a/b").getMetadata().getResourceVersion()).isEqualTo(version);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "007", "-1", "abc", "1 ", "9999999999999999999"})
    void aVersionThatIsNotAPlainNumberEqualsNoOther(String version) {
        store.put("a/b", pod("a", "b", "uid-1", version));
        assertThat(store.get("a/b").getMetadata().getResourceVersion()).isNull();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "007", "abc"})
    void theNextStateCountsAsChangedWhereVersionsCannotTell(String version) {
        // Given
        store.put("a/b", pod("a", "b", "uid-1", version));

        // When
        PodResource before = store.put("a/b", pod("a", "b", "uid-1", version));

        // Then
        assertThat(before.getMetadata().getUid()).isEqualTo("uid-1");
        assertThat(before.getMetadata().getResourceVersion()).isNotEqualTo(version);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "uid-2"})
    void anotherPodCountsAsChangedThoughItsVersionIsTheSame(String uid) {
        // Given
        store.put("a/b", pod("a", "b", "uid-1", "7"));

        // When
        PodResource before = store.put("a/b", pod("a", "b", uid, "7"));

        // Then
        assertThat(before.getMetadata().getUid()).isEqualTo("uid-1");
        assertThat(before.getMetadata().getResourceVersion()).isNotEqualTo("7");
    }

    @Test
    void aPodWithoutNamespaceAndNameIsFoundByItsKeyToo() {
        // Given
        PodResource pod = pod(null, null, "uid-1", "1");
        store.put(store.getKey(pod), pod);

        // When
        String key = store.keySet().findFirst().orElseThrow();

        // Then
        assertThat(key).isEqualTo(store.getKey(pod));
        assertThat(store.remove(key).getMetadata().getUid()).isEqualTo("uid-1");
        assertThat(store.size()).isZero();
    }

    @Test
    void tellsOfAllPodsWhoTheyAre() {
        // Given
        store.put("a/b", pod("a", "b", "uid-1", "1"));
        store.put("a/c", pod("a", "c", "uid-2", "2"));

        // When
        List<PodResource> all = store.values().toList();

        // Then
        assertThat(all).extracting(store::getKey).containsExactlyInAnyOrder("a/b", "a/c");
        assertThat(all)
                .extracting(pod -> pod.getMetadata().getResourceVersion())
                .containsExactlyInAnyOrder("1", "2");
    }

    private static PodResource pod(String namespace, String name, String uid, String version) {
        PodResource pod = new PodResource();
        pod.setMetadata(new ObjectMetaBuilder()
                .withNamespace(namespace)
                .withName(name)
                .withUid(uid)
                .withResourceVersion(version)
                .build());
        return pod;
    }
}
