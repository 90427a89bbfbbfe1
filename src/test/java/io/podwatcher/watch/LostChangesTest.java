package io.podwatcher.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.messages.watch.PodsChanged;
import io.podwatcher.messages.watch.PodsChanged.Part;
import io.podwatcher.messages.watch.RestartReason;
import io.podwatcher.messages.watch.WatchReport;
import org.junit.jupiter.api.Test;

/** The cache does not take what it is told: then a list tells it everything anew. */
class LostChangesTest extends WithKeptAndGone {

    @Test
    void lostAdditionIsMadeGoodByAList() {
        // Given
        watch.cache.refuse(1);

        // When
        apiServer.put(ApiPod.running("default", "new", "uid-new", "10.0.0.3"));

        // Then
        await().until(() -> watch.cache.lists() == 2);
        assertThat(watch.cache.podNames()).containsExactlyInAnyOrder("kept", "gone", "new");
    }

    @Test
    void lostDeletionIsMadeGoodByAList() {
        // Given
        watch.cache.refuse(1);

        // When
        apiServer.delete("default", "gone");

        // Then
        await().until(() -> watch.cache.lists() == 2);
        assertThat(watch.cache.podNames()).containsExactly("kept");
    }

    @Test
    void gapIsToldBeforeTheList() {
        // Given
        watch.cache.refuse(1);

        // When
        apiServer.delete("default", "gone");

        // Then
        await().until(() -> watch.cache.lists() == 2);
        assertThat(watch.cache.batches)
                .extracting(PodsChanged::part)
                .containsExactly(Part.LIST_END, Part.GAP, Part.LIST_END);
    }

    @Test
    void lossIsToldAndCounted() {
        // Given
        watch.cache.refuse(1);

        // When
        apiServer.delete("default", "gone");

        // Then
        await().until(() -> watch.cache.report().restarts().containsKey(RestartReason.NOT_TAKEN));
        assertThat(watch.cache.reports)
                .extracting(report -> report.problem().orElse(""))
                .contains("the map did not apply 1 changes: scripted refusal");
        await().until(() -> watch.cache.report().problem().isEmpty());
        assertThat(watch.cache.report().lastError())
                .map(WatchReport.Failure::message)
                .isPresent();
    }

    @Test
    void cacheThatRefusesAgainAndAgainIsToldOnceItTakes() {
        // Given
        watch.cache.refuse(5);

        // When
        apiServer.put(ApiPod.running("default", "new", "uid-new", "10.0.0.3"));
        apiServer.delete("default", "gone");

        // Then
        await().until(() ->
                watch.cache.lists() >= 2 && watch.cache.report().problem().isEmpty());
        assertThat(watch.cache.podNames()).containsExactlyInAnyOrder("kept", "new");
    }
}
