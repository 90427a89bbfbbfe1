package io.podwatcher.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.apiserver.Fault;
import io.podwatcher.apiserver.Kind;
import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.messages.watch.PodChange;
import io.podwatcher.messages.watch.RestartReason;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/**
 * Events that do not fit what was told before, or say too little: no pod stays that is gone, and none is lost that
 * lives.
 */
class UnfitEventsTest extends WithKeptAndGone {

    @Test
    void secondChangeWithoutAVersionIsToldToo() {
        // Given
        JsonObject kept = metadata("default", "kept", "uid-kept");
        happens("MODIFIED", kept, "10.0.0.3");

        // When
        happens("MODIFIED", kept, "10.0.0.4");

        // Then
        await().untilAsserted(() ->
                assertThat(watch.cache.pods().toString()).contains("10.0.0.4").doesNotContain("10.0.0.3"));
    }

    @Test
    void deletionUnderANameThatIsNotKnownRemovesThePodOfItsUid() {
        // When
        happens("DELETED", metadata("default", "unheard", "uid-gone").put("resourceVersion", newer()), "10.0.0.2");

        // Then
        await().untilAsserted(() -> assertThat(watch.cache.podNames()).containsExactly("kept"));
    }

    @Test
    void deletionThatSaysNothingIsMadeGoodByAList() {
        // When
        happens("DELETED", new JsonObject(), "10.0.0.2");

        // Then
        await().until(() -> watch.cache.lists() == 2);
        assertThat(watch.cache.podNames()).containsExactlyInAnyOrder("kept", "gone");
    }

    @Test
    void deletionOfAnotherPodOfTheSameNameLosesNeither() {
        // Given
        happens("DELETED", metadata("default", "gone", "uid-before").put("resourceVersion", newer()), "10.0.0.2");

        // When
        apiServer.delete("default", "gone");

        // Then
        await().until(() -> watch.cache.lists() == 2);
        await().untilAsserted(() -> assertThat(watch.cache.podNames()).containsExactly("kept"));
    }

    @Test
    void podIsNotAnsweredWhileItIsNotKnownWhetherItIsTheOneThatWasDeleted() {
        // When
        happens("DELETED", new JsonObject().put("namespace", "default").put("name", "gone"), "10.0.0.2");

        // Then
        await().until(() -> watch.cache.changes().contains(new PodChange.Gone("uid-gone")));
        await().until(() -> watch.cache.lists() == 2);
        assertThat(watch.cache.podNames()).containsExactlyInAnyOrder("kept", "gone");
    }

    @Test
    void listThatFollowsTellsOnlyWhatHasChanged() {
        // When
        happens("DELETED", new JsonObject(), "10.0.0.2");

        // Then
        await().until(() -> watch.cache.lists() == 2);
        assertThat(watch.cache.changes()).hasSize(2);
    }

    @Test
    void podOutlivesTheDeletionOfItsPredecessorOfTheSameName() {
        // When
        happens("DELETED", metadata("default", "kept", "uid-before").put("resourceVersion", newer()), "10.0.0.1");

        // Then
        await().until(() -> watch.cache.lists() == 2);
        assertThat(watch.cache.podNames()).containsExactlyInAnyOrder("kept", "gone");
    }

    @Test
    void changeWithoutANameDoesNotLoseThePodAtTheNextList() {
        // Given
        happens("MODIFIED", new JsonObject().put("uid", "uid-kept").put("resourceVersion", newer()), "10.0.0.1");
        await().until(() -> apiServer.requests().count(Kind.WATCH) == 2 && apiServer.openWatches() == 1);

        // When
        apiServer.strikeOpenWatches(Fault.error(410, "too old resource version"));

        // Then
        await().until(() -> watch.cache.lists() == 3);
        assertThat(watch.cache.podNames()).containsExactlyInAnyOrder("kept", "gone");
    }

    @Test
    void versionThatTheServerRefusesAgainAndAgainThoughNotAsTooOldIsLeftForAList() {
        // Given: open on this side too, because fabric8 itself lists where the first watch after a list fails
        apiServer.put(ApiPod.running("default", "new", "uid-new", "10.0.0.3"));
        await().until(() -> watch.cache.pods().size() == 3);
        apiServer.faults().next(Kind.WATCH, 8, Fault.status(400, "invalid resource version"));

        // When
        apiServer.strikeOpenWatches(Fault.end());

        // Then
        await().until(() -> watch.cache.lists() == 2 && apiServer.openWatches() == 1);
        await().untilAsserted(() -> assertThat(watch.cache.report().restarts()).containsKey(RestartReason.REFUSED));
    }

    /** A version that the API server has, and that is newer than all it has given to pods. */
    private String newer() {
        return Long.toString(apiServer.advance());
    }

    private static JsonObject metadata(String namespace, String name, String uid) {
        return new JsonObject().put("namespace", namespace).put("name", name).put("uid", uid);
    }

    private void happens(String type, JsonObject metadata, String ip) {
        apiServer.strikeOpenWatches(Fault.event(type, metadata, new JsonObject().put("podIP", ip)));
    }
}
