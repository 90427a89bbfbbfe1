package io.podwatcher.watch;

import static io.podwatcher.watch.ChangeNames.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.messages.watch.PodChange;
import io.podwatcher.messages.watch.PodChange.Gone;
import io.podwatcher.watch.KnownPods.Update;
import io.podwatcher.watch.pod.PodResource;
import io.podwatcher.watch.pod.Samples;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownPodsTest {

    private final KnownPods known = new KnownPods(Samples.reader(), System::nanoTime);

    @Test
    void newPodIsTold() {
        assertThat(told(known.present(pod("web", "u", "1")))).containsExactly("web");
    }

    @Test
    void changedPodIsToldAndOneThatIsAsItWasIsNot() {
        // Given
        known.present(pod("web", "u", "1"));

        // When // Then
        assertThat(told(known.present(pod("web", "u", "1")))).isEmpty();
        assertThat(told(known.present(pod("web", "u", "2")))).containsExactly("web");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "007", "abc", "-1"})
    void nextStateCountsAsChangedWhereVersionsCannotTell(String version) {
        // Given
        known.present(pod("web", "u", version));

        // When // Then
        assertThat(told(known.present(pod("web", "u", version)))).containsExactly("web");
    }

    @Test
    void anotherPodUnderTheSameNameEndsTheOldOneFirst() {
        // Given
        known.present(pod("web", "old", "7"));

        // When
        Update update = known.present(pod("web", "new", "7"));

        // Then
        assertThat(update.changes()).hasSize(2).first().isEqualTo(new Gone("old"));
        assertThat(((PodChange.Present) update.changes().get(1)).pod().uid()).isEqualTo("new");
    }

    @Test
    void deletedPodIsGoneAndForgotten() {
        // Given
        known.present(pod("web", "u", "1"));

        // When
        Update update = known.deleted(pod("web", "u", "2"));

        // Then
        assertThat(update).isEqualTo(new Update(List.of(new Gone("u")), true));
        assertThat(known.size()).isZero();
    }

    @Test
    void deletionUnderANameThatIsNotKnownRemovesThePodOfItsUid() {
        assertThat(known.deleted(pod("web", "u", "2"))).isEqualTo(new Update(List.of(new Gone("u")), true));
    }

    @Test
    void deletionThatFitsTheNameAndNotTheUidIsUnclearAndNeitherIsAnswered() {
        // Given
        known.present(pod("web", "u", "1"));

        // When
        Update update = known.deleted(pod("web", "before", "2"));

        // Then
        assertThat(update).isEqualTo(new Update(List.of(new Gone("u"), new Gone("before")), false));
    }

    @Test
    void deletionWithoutAUidIsUnclearAndThePodOfThatNameIsNotAnswered() {
        // Given
        known.present(pod("web", "u", "1"));

        // When
        Update update = known.deleted(pod("web", "", "2"));

        // Then
        assertThat(update).isEqualTo(new Update(List.of(new Gone("u")), false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'namespace': 'default', 'name': 'web'",
                "'namespace': 'default', 'name': 'web', 'uid': ''",
                "'namespace': 'default', 'uid': 'u'",
                "'namespace': 'default', 'name': '', 'uid': 'u'",
                "'name': 'web', 'uid': 'u'",
                "'namespace': '', 'name': 'web', 'uid': 'u'"
            })
    void podThatDoesNotSayWhichOneItIsIsUnclearAndChangesNothing(String metadata) {
        // Given
        known.present(pod("web", "known", "1"));
        PodResource nobody = Samples.pod("{\"metadata\": {" + metadata.replace('\'', '"') + "}}");

        // When
        Update update = known.present(nobody);

        // Then
        assertThat(update).isEqualTo(new Update(List.of(), false));
        assertThat(known.size()).isEqualTo(1);
    }

    @Test
    void podThatCannotBeReadIsGoneBecauseItsOldStateMayBeWrong() {
        // Given
        PodResource unreadable = pod("web", "u", "2");
        unreadable.getMetadata().setLabels(new BrokenLabels());

        // When
        Update update = known.present(unreadable);

        // Then
        assertThat(update.changes()).containsExactly(new Gone("u"));
    }

    @Test
    void whatAListLacksIsGoneAtItsEnd() {
        // Given
        known.present(pod("kept", "k", "1"));
        known.present(pod("gone", "g", "2"));

        // When
        known.beginList();
        List<String> listed = told(known.present(pod("kept", "k", "1")));

        // Then
        assertThat(listed).isEmpty();
        assertThat(known.endList()).containsExactly(new Gone("g"));
        assertThat(known.size()).isEqualTo(1);
    }

    @Test
    void listThatWasAbandonedEndsNoPod() {
        // Given
        known.present(pod("one", "1", "1"));
        known.present(pod("two", "2", "2"));
        known.beginList();
        known.present(pod("one", "1", "1"));

        // When
        known.beginList();
        known.present(pod("two", "2", "2"));
        known.present(pod("one", "1", "1"));

        // Then
        assertThat(known.endList()).isEmpty();
        assertThat(known.size()).isEqualTo(2);
    }

    @Test
    void afterForgettingAListTellsEverything() {
        // Given
        known.present(pod("web", "u", "1"));

        // When
        known.forget();
        known.beginList();

        // Then
        assertThat(told(known.present(pod("web", "u", "1")))).containsExactly("web");
        assertThat(known.endList()).isEmpty();
    }

    /** The map keeps its object of an unchanged pod, whose UID and name would otherwise be in memory twice. */
    @Test
    void unchangedPodsShareTheirStringsWithTheMapAfterAFullRelistToo() {
        // Given
        String uid = new String("u");
        known.present(pod("web", uid, "1"));

        // When
        known.forget();
        known.beginList();
        known.present(pod("web", new String("u"), "1"));
        known.endList();

        // Then
        Gone gone = (Gone) known.deleted(pod("web", "u", "2")).changes().get(0);
        assertThat(gone.uid()).isSameAs(uid);
    }

    /**
     * Lists, some abandoned, and events in any order: the map that is told of all of it has the pods of the last list.
     */
    @RepeatedTest(100)
    void mapIsRightAfterEachCompleteList() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Map<String, String> cluster = new HashMap<>();
        Map<String, String> map = new HashMap<>();
        int version = 0;
        for (int step = 0; step < 200; step++) {
            String name = "pod-" + random.nextInt(6);
            version++;
            switch (random.nextInt(4)) {
                case 0 -> cluster.remove(name);
                case 1 -> cluster.put(name, "uid-" + version + "/" + version);
                case 2 -> cluster.computeIfPresent(name, KnownPodsTest::changed);
                default -> {
                    known.beginList();
                    boolean whole = random.nextBoolean();
                    for (Map.Entry<String, String> pod : cluster.entrySet()) {
                        if (whole || random.nextBoolean()) {
                            apply(known.present(resource(pod)).changes(), map);
                        }
                    }
                    if (whole) {
                        apply(known.endList(), map);
                        assertThat(map.values()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(uids(cluster));
                    }
                }
            }
        }
    }

    private static String changed(String name, String state) {
        String[] parts = state.split("/");
        return parts[0] + "/" + (Integer.parseInt(parts[1]) + 1000);
    }

    private static PodResource resource(Map.Entry<String, String> pod) {
        String[] parts = pod.getValue().split("/");
        return pod(pod.getKey(), parts[0], parts[1]);
    }

    private static List<String> uids(Map<String, String> cluster) {
        return cluster.values().stream().map(state -> state.split("/")[0]).toList();
    }

    private static void apply(List<PodChange> changes, Map<String, String> map) {
        for (PodChange change : changes) {
            if (change instanceof Gone gone) {
                map.remove(gone.uid());
            } else {
                map.put(change.uid(), change.uid());
            }
        }
    }

    private static List<String> told(Update update) {
        assertThat(update.isClear()).isTrue();
        return update.changes().stream().map(ChangeNames::told).toList();
    }

    private static final class BrokenLabels extends HashMap<String, String> {

        private static final long serialVersionUID = 1L;

        @Override
        public String get(Object key) {
            throw new IllegalStateException("broken");
        }

        @Override
        public void forEach(BiConsumer<? super String, ? super String> action) {
            throw new IllegalStateException("broken");
        }
    }
}
