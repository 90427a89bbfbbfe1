package io.podwatcher.watch;

import static io.podwatcher.watch.ScriptedApiServer.event;
import static io.podwatcher.watch.ScriptedApiServer.firstPage;
import static io.podwatcher.watch.ScriptedApiServer.podList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.messages.watch.PodsChanged.Part;
import io.podwatcher.watch.api.WatchScope;
import io.podwatcher.watch.pod.Samples;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the API server is asked for, and what is made of the answers that fabric8's keeper of pods never gives. */
class WatchRequestsTest {

    private final ScriptedApiServer apiServer = new ScriptedApiServer();
    private WatchUnderTest watch;

    @AfterEach
    void stop() {
        watch.close();
        apiServer.close();
    }

    @Test
    void finishedPodsAreLeftOutByTheServerAndTheListIsPaged() throws Exception {
        // When
        watch = new WatchUnderTest(apiServer.access());

        // Then
        assertThat(apiServer.takeRequest())
                .isEqualTo("/api/v1/pods?fieldSelector=status.phase!=Succeeded,status.phase!=Failed&limit=100");
    }

    @Test
    void wholeScopeIsLeftToTheServer() throws Exception {
        // Given
        WatchScope scope =
                WatchScope.ofPods(Optional.of("fission"), Optional.of("team=web,tier!=test"), Optional.of("worker-1"));

        // When
        watch = new WatchUnderTest(apiServer.access(), scope);

        // Then
        assertThat(apiServer.takeRequest())
                .startsWith("/api/v1/namespaces/fission/pods?")
                .contains("labelSelector=team=web,tier!=test")
                .contains("spec.nodeName=worker-1");
    }

    @Test
    void watchGoesOnWhereTheListEndedAndAsksForBookmarks() throws Exception {
        // Given
        apiServer.list(podList("10", "first")).watch("10");

        // When
        watch = new WatchUnderTest(apiServer.access());
        apiServer.takeRequest();

        // Then
        assertThat(apiServer.takeRequest())
                .contains("watch=true")
                .contains("resourceVersion=10")
                .contains("allowWatchBookmarks=true");
    }

    @Test
    void pagesOfAListAreOneList() {
        // Given
        apiServer.list(firstPage("10", "more", "first")).page("more", podList("10", "second"));
        apiServer.watch("10");

        // When
        watch = new WatchUnderTest(apiServer.access());

        // Then
        await().until(() -> watch.cache.lists() == 1);
        assertThat(watch.cache.podNames()).containsExactly("first", "second");
        assertThat(watch.cache.batches).extracting(batch -> batch.part()).containsOnlyOnce(Part.LIST_END);
    }

    @Test
    void eventsAreToldInTheirOrder() throws Exception {
        // Given
        apiServer
                .list(podList("10"))
                .watch("10", event("ADDED", "a", "11"), event("ADDED", "b", "12"), event("DELETED", "a", "13"));
        watch = new WatchUnderTest(apiServer.access());
        await().until(() -> apiServer.watches() == 1);

        // When
        apiServer.nextEvent();
        apiServer.nextEvent();
        apiServer.nextEvent();

        // Then
        await().until(() -> watch.cache.changes().size() == 3);
        assertThat(watch.cache.changes()).map(ChangeNames::told).containsExactly("a", "b", "-a");
    }

    @Test
    void bookmarkConfirmsTheMapThoughNoPodHasChanged() throws Exception {
        // Given
        apiServer
                .list(podList("10", "first"))
                .version("10")
                .watch("10", Samples.watchEvents().get(1));
        watch = new WatchUnderTest(apiServer.access());
        long before = confirmedByItsVersion();

        // When
        apiServer.nextEvent();

        // Then
        await().until(() -> watch.cache.report().confirmedAt().orElseThrow() > before);
        assertThat(watch.cache.podNames()).containsExactly("first");
    }

    @Test
    void bookmarkThatRepeatsTheVersionOfTheOneBeforeConfirmsTheMapToo() throws Exception {
        // Given
        String bookmark = Samples.watchEvents().get(1);
        apiServer.list(podList("10", "first")).version("10").watch("10", bookmark, bookmark);
        watch = new WatchUnderTest(apiServer.access());
        long opened = confirmedByItsVersion();
        apiServer.nextEvent();
        await().until(() -> watch.cache.report().confirmedAt().orElseThrow() > opened);
        long before = watch.cache.report().confirmedAt().orElseThrow();

        // When
        apiServer.nextEvent();

        // Then
        await().until(() -> watch.cache.report().confirmedAt().orElseThrow() > before);
    }

    /** When the watch was open and had reached the API server's version. */
    private long confirmedByItsVersion() {
        await().until(() -> watch.cache.lists() == 1);
        long listed = watch.cache.batches.get(0).confirmedAt().orElseThrow();
        await().until(() -> watch.cache.report().confirmedAt().orElse(listed) > listed);
        return watch.cache.report().confirmedAt().orElseThrow();
    }
}
