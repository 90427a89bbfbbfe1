package io.podwatcher.apiserver.client;

import static io.podwatcher.apiserver.pods.ApiPod.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.ServerSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a fabric8 client receives about versions: bookmarks, and errors for compacted versions. */
class ApiServerHistoryTest extends WithWatch {

    @Test
    void aBookmarkCarriesTheResourceVersionAfterAllEvents() throws InterruptedException {
        // Given
        watch(from(server.resourceVersion()).withAllowWatchBookmarks(true).build());
        await().until(() -> server.openWatches() == 1);

        // When
        server.put(running("default", "a", "1"));
        long now = server.advance();
        server.bookmark();

        // Then
        assertThat(recorder.next(2)).containsExactly("ADDED a 1", "BOOKMARK " + now + " null");
    }

    @Test
    void bookmarksComeByThemselvesIfWanted() throws InterruptedException {
        // Given
        try (ApiServer talkative =
                        new ApiServer(ServerSettings.DEFAULT.withBookmarkEvery(Duration.ofMillis(5))).start();
                KubernetesClient other = client(talkative)) {

            // When
            other.pods()
                    .inAnyNamespace()
                    .watch(
                            from(talkative.resourceVersion())
                                    .withAllowWatchBookmarks(true)
                                    .build(),
                            recorder);

            // Then
            assertThat(recorder.next(2)).allMatch(line -> line.startsWith("BOOKMARK"));
        }
    }

    @Test
    void aWatchListIsAllPodsThenAMarkThenWhatHappens() throws InterruptedException {
        // Given
        server.put(running("default", "a", "1"));
        server.put(running("default", "b", "2"));
        long now = server.resourceVersion();

        // When
        watch(new ListOptionsBuilder()
                .withSendInitialEvents(true)
                .withResourceVersionMatch("NotOlderThan")
                .withAllowWatchBookmarks(true)
                .build());

        // Then
        assertThat(recorder.next(3))
                .containsExactly("ADDED a 1", "ADDED b 2", "BOOKMARK " + now + " end of initial events");

        // When
        server.delete("default", "a");

        // Then
        assertThat(recorder.next()).isEqualTo("DELETED a 1");
    }

    @Test
    void aWatchFromBeforeACompactionIsGone() throws InterruptedException {
        // Given
        long before = server.put(running("default", "a", "1"));
        server.put(running("default", "b", "1"));
        server.compact();

        // When
        watch(from(before).build());

        // Then
        assertThat(recorder.next())
                .isEqualTo("closed: too old resource version: " + before + " (" + (before + 1) + ") (gone)");
    }

    @Test
    void anOpenWatchDoesNotMindACompaction() throws InterruptedException {
        // Given
        watch(from(server.resourceVersion()).build());
        await().until(() -> server.openWatches() == 1);

        // When
        server.put(running("default", "a", "1"));
        server.compact();
        server.put(running("default", "b", "2"));

        // Then
        assertThat(recorder.next(2)).containsExactly("ADDED a 1", "ADDED b 2");
    }

    @Test
    void olderHistoryIsCompactedByItself() throws InterruptedException {
        // Given
        try (ApiServer forgetful = new ApiServer(ServerSettings.DEFAULT.withHistoryLimit(5)).start();
                KubernetesClient other = client(forgetful)) {
            long before = forgetful.put(running("default", "a", "1"));

            // When
            forgetful.fill(10);
            other.pods().inAnyNamespace().watch(from(before).build(), recorder);

            // Then
            assertThat(recorder.next()).startsWith("closed: too old resource version");
        }
    }
}
