package io.podwatcher.watch;

import static io.podwatcher.watch.ScriptedApiServer.event;
import static io.podwatcher.watch.ScriptedApiServer.podList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.integration.service.MockCluster;
import io.podwatcher.integration.service.Pods;
import io.podwatcher.messages.watch.PodChange.Gone;
import io.podwatcher.messages.watch.PodsChanged;
import io.podwatcher.messages.watch.PodsChanged.Part;
import io.podwatcher.messages.watch.WatchReport;
import io.podwatcher.watch.pod.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchProblemsTest {

    private static final String FORBIDDEN =
            "pods is forbidden: User \"system:serviceaccount:default:pod-watcher\" cannot list resource \"pods\"";

    private final ScriptedApiServer apiServer = new ScriptedApiServer();
    private WatchUnderTest watch;

    @AfterEach
    void stop() {
        watch.close();
        apiServer.close();
    }

    @Test
    void refusedConnectionIsReportedAndTriedAgain() {
        // When
        watch = new WatchUnderTest(MockCluster.accessTo(MockCluster.freePort()));

        // Then
        await().until(() -> watch.cache.report().failures() >= 2);
        WatchReport report = watch.cache.report();
        assertThat(report.problem())
                .hasValueSatisfying(words ->
                        assertThat(words).contains("Connection refused").doesNotContain("finishConnect"));
        assertThat(report.confirmedAt()).isEmpty();
    }

    @Test
    void forbiddenIsReportedInTheServersOwnWordsAndTriedAgain() {
        // Given
        apiServer.refuseLists(403, FORBIDDEN);

        // When
        watch = new WatchUnderTest(apiServer.access());

        // Then
        await().until(() -> watch.cache.report().failures() >= 2);
        assertThat(watch.cache.report().problem()).hasValue(FORBIDDEN);
    }

    @Test
    void refusedConnectionIsForgottenWhenTheServerAnswers() {
        // Given
        int port = MockCluster.freePort();
        watch = new WatchUnderTest(MockCluster.accessTo(port));
        await().until(() -> watch.cache.report().failures() >= 1);

        // When
        try (MockCluster cluster = MockCluster.startOn(port)) {
            cluster.add(Pods.build("default", "first", "10.0.0.1"));

            // Then
            await().until(() -> watch.cache.report().failures() == 0);
            assertThat(watch.cache.report().problem()).isEmpty();
            assertThat(watch.cache.report().confirmedAt()).isPresent();
            await().until(() -> watch.cache.podNames().contains("first"));
        }
    }

    @Test
    void lostServerIsReportedThoughTheMapWasConfirmedBefore() {
        // Given
        MockCluster cluster = MockCluster.start();
        watch = new WatchUnderTest(cluster.access());
        await().until(() -> cluster.watches() == 1);

        // When
        cluster.close();

        // Then
        await().until(() -> watch.cache.report().problem().isPresent());
        assertThat(watch.cache.report().confirmedAt()).isPresent();
    }

    @Test
    void watchWhoseVersionIsTooOldListsAgainAndForgetsWhatIsGone() throws Exception {
        // Given
        apiServer.list(podList("10", "kept", "gone")).watch("10", Samples.expired());
        apiServer.list(podList("20", "kept", "new")).watch("20");
        watch = new WatchUnderTest(apiServer.access());
        await().until(() -> apiServer.watches() == 1);

        // When
        apiServer.nextEvent();

        // Then
        await().until(() -> watch.cache.lists() == 2);
        assertThat(watch.cache.podNames()).containsExactlyInAnyOrder("kept", "new");
        PodsChanged relist = watch.cache.batches.get(watch.cache.batches.size() - 1);
        assertThat(relist.part()).isEqualTo(Part.LIST_END);
        assertThat(relist.changes()).hasSize(2).contains(new Gone("uid-gone"));
    }

    @Test
    void eventThatIsNotAPodDoesNotEndTheWatchForGood() throws Exception {
        // Given
        apiServer.list(podList("10", "first")).watch("10", "{\"type\": \"ADDED\", \"object\": 7}");
        apiServer.list(podList("20", "first")).watch("20", event("ADDED", "second", "21"));
        watch = new WatchUnderTest(apiServer.access());
        await().until(() -> apiServer.watches() == 1);
        apiServer.nextEvent();
        await().until(() -> apiServer.watches() == 2);

        // When
        apiServer.nextEvent();

        // Then
        await().until(() -> watch.cache.podNames().contains("second"));
    }
}
