package io.podwatcher.watch.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Watcher.Action;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectChangesTest {

    private final List<ObjectChanges.Batch<ObjectId>> batches = new ArrayList<>();
    private final ObjectChanges<FunctionResource, ObjectId> changes = new ObjectChanges<>(ObjectId::of, batches::add);

    @Test
    void listIsPassedOnPageByPageAndIsCompleteAtItsEnd() {
        // When
        changes.beginList(true);
        page("a", "b");
        page("c");

        // Then
        assertThat(taken()).containsExactly("+a +b", "+c");
        changes.endList(0, "1");
        assertThat(taken()).containsExactly("all: a b c complete");
    }

    @Test
    void emptyListIsCompleteToo() {
        // When
        changes.beginList(true);
        changes.endList(0, "1");

        // Then
        assertThat(taken()).containsExactly("all: complete");
    }

    @Test
    void aListSaysAtItsEndAndNotBeforeWhichObjectsThereAre() {
        // Given
        list("a", "b");
        taken();

        // When
        changes.beginList(false);
        page("b", "c");

        // Then
        assertThat(taken()).containsExactly("+b +c complete");
        changes.endList(0, "1");
        assertThat(taken()).containsExactly("all: b c complete");
        list("c");
        assertThat(taken()).containsExactly("all: c complete");
    }

    @Test
    void whatAnAbandonedListHasReportedIsNotPartOfTheNext() {
        // Given
        list("a", "b");
        taken();
        changes.beginList(false);
        page("a");

        // When
        changes.beginList(false);
        assertThat(changes.listed()).isZero();
        page("b");
        changes.endList(0, "1");

        // Then
        assertThat(taken()).containsExactly("+a complete", "+b complete", "all: b complete");
    }

    @Test
    void progressIsHowManyTheListInProgressHasReported() {
        // When
        changes.beginList(true);
        page("a", "b");

        // Then
        assertThat(changes.listed()).isEqualTo(2);
        changes.endList(0, "1");
        assertThat(changes.listed()).isZero();
    }

    @Test
    void eventsAreCollectedInOrderUntilTheyAreFlushed() {
        // Given
        list();
        taken();

        // When
        boolean clear = changes.event(Action.ADDED, function("a"))
                && changes.event(Action.MODIFIED, function("a"))
                && changes.event(Action.DELETED, function("a"))
                && changes.event(Action.ADDED, function("b"));

        // Then
        assertThat(clear).isTrue();
        assertThat(taken()).isEmpty();
        changes.flush();
        assertThat(taken()).containsExactly("+a +a -a +b complete");
        changes.flush();
        assertThat(taken()).isEmpty();
    }

    @Test
    void bookmarkChangesNothing() {
        // When
        boolean clear = changes.event(
                Action.BOOKMARK, Triggers.read(FunctionResource.KIND, "{\"metadata\": {\"name\": \"\"}}"));
        changes.flush();

        // Then
        assertThat(clear).isTrue();
        assertThat(taken()).isEmpty();
    }

    @Test
    void eventWithoutIdentityIsNotClearAndChangesNothing() {
        for (String metadata : List.of(
                "{}",
                "{\"namespace\": \"shop\", \"name\": \"a\"}",
                "{\"namespace\": \"shop\", \"uid\": \"uid-a\"}",
                "{\"name\": \"a\", \"uid\": \"uid-a\"}",
                "{\"namespace\": \"shop\", \"name\": \"\", \"uid\": \"uid-a\"}")) {
            for (Action action : List.of(Action.ADDED, Action.MODIFIED, Action.DELETED)) {
                // When
                boolean clear =
                        changes.event(action, Triggers.read(FunctionResource.KIND, "{\"metadata\": " + metadata + "}"));
                changes.flush();

                // Then
                assertThat(clear).as(action + " " + metadata).isFalse();
                assertThat(taken()).isEmpty();
            }
        }
    }

    @Test
    void objectWithoutIdentityIsLeftOutOfAList() {
        // When
        changes.beginList(true);
        changes.listed(List.of(
                Triggers.read(FunctionResource.KIND, "{\"metadata\": {\"namespace\": \"shop\", \"name\": \"a\"}}"),
                function("b")));

        // Then
        assertThat(taken()).containsExactly("+b");
    }

    @Test
    void objectsOfOneNameAreToldApartByTheirUids() {
        // When
        changes.event(Action.DELETED, function("a", "before"));
        changes.event(Action.ADDED, function("a", "after"));
        changes.flush();

        // Then
        assertThat(batches.get(0).changes())
                .extracting(change -> change.id().uid())
                .containsExactly(
                        ObjectId.of(function("a", "before")).uid(),
                        ObjectId.of(function("a", "after")).uid())
                .doesNotHaveDuplicates();
    }

    /** A whole list of one page, of which only the end is taken. */
    private void list(String... names) {
        changes.beginList(false);
        page(names);
        taken();
        changes.endList(0, "1");
    }

    private void page(String... names) {
        changes.listed(Arrays.stream(names).map(ObjectChangesTest::function).toList());
    }

    private static FunctionResource function(String name) {
        return function(name, name);
    }

    private static FunctionResource function(String name, String uid) {
        return Triggers.read(FunctionResource.KIND, """
                {"metadata": {"namespace": "shop", "name": "%s", "uid": "%s", "resourceVersion": "1"}, "spec": {}}
                """.formatted(name, uid));
    }

    /** The batches since the last call: + and - with the names, those of all, and whether all objects are known. */
    private List<String> taken() {
        List<String> texts = batches.stream().map(ObjectChangesTest::text).toList();
        batches.clear();
        return texts;
    }

    private static String text(ObjectChanges.Batch<ObjectId> batch) {
        List<String> words = new ArrayList<>();
        batch.changes()
                .forEach(change -> words.add(
                        (change.object().isPresent() ? "+" : "-") + change.id().name()));
        batch.all().ifPresent(all -> {
            words.add("all:");
            all.stream().map(ObjectId::name).sorted().forEach(words::add);
        });
        if (batch.complete()) {
            words.add("complete");
        }
        return String.join(" ", words);
    }
}
