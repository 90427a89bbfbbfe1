package io.podwatcher.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.podwatcher.integration.service.MockCluster;
import io.podwatcher.integration.service.Pods;
import io.podwatcher.messages.watch.WatchReport;
import io.podwatcher.watch.api.WatchScope;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchVerticleTest {

    private MockCluster cluster;
    private WatchUnderTest watch;

    @BeforeEach
    void start() {
        cluster = MockCluster.start();
        cluster.add(Pods.build("default", "first", "10.0.0.1"));
        cluster.add(Pods.build("other", "second", "10.0.0.2"));
    }

    @AfterEach
    void stop() {
        watch.close();
        cluster.close();
    }

    @Test
    void firstListBringsAllPods() {
        // When
        watch = new WatchUnderTest(cluster.access());

        // Then
        await().until(() -> watch.cache.lists() == 1);
        assertThat(watch.cache.podNames()).containsExactlyInAnyOrder("first", "second");
    }

    @Test
    void completedListConfirmsTheMapAndReportsNoProblem() {
        // When
        watch = new WatchUnderTest(cluster.access());

        // Then
        await().until(() -> watch.cache.report().confirmedAt().isPresent());
        WatchReport report = watch.cache.reports.get(0);
        assertThat(report.problem()).isEmpty();
        assertThat(report.failures()).isZero();
    }

    @Test
    void listIsCompleteBeforeItIsReported() {
        // When
        watch = new WatchUnderTest(cluster.access());

        // Then
        await().until(() -> !watch.cache.reports.isEmpty());
        assertThat(watch.cache.lists()).isEqualTo(1);
    }

    @Test
    void emptyClusterIsCompleteToo() {
        // Given
        MockCluster empty = MockCluster.start();

        // When
        watch = new WatchUnderTest(empty.access());

        // Then
        await().until(() -> watch.cache.lists() == 1);
        assertThat(watch.cache.changes()).isEmpty();
        empty.close();
    }

    @Test
    void podThatIsAddedLaterIsTold() {
        // Given
        watch = watching();

        // When
        cluster.add(Pods.build("default", "third", "10.0.0.3"));

        // Then
        await().until(() -> watch.cache.podNames().contains("third"));
    }

    @Test
    void podThatChangesIsToldWithItsNewState() {
        // Given
        Pod pod = cluster.add(Pods.build("default", "third", "10.0.0.3"));
        watch = watching();

        // When
        cluster.change(pod, p -> p.editMetadata().addToLabels("tier", "gold").endMetadata());

        // Then
        await().until(() -> watch.cache.pods().stream().anyMatch(p -> json(p).contains("\"tier\":\"gold\"")));
    }

    @Test
    void podThatIsDeletedIsGone() {
        // Given
        Pod pod = cluster.add(Pods.build("default", "third", "10.0.0.3"));
        watch = watching();

        // When
        cluster.delete(pod);

        // Then
        await().until(() -> !watch.cache.podNames().contains("third"));
    }

    @Test
    void podsOfOtherNamespacesAreNotAskedForWhenOneIsGiven() {
        // Given
        WatchScope scope = WatchScope.ofPods(Optional.of("other"), Optional.empty(), Optional.empty());

        // When
        watch = new WatchUnderTest(cluster.access(), scope);

        // Then
        await().until(() -> watch.cache.lists() == 1);
        assertThat(watch.cache.podNames()).containsExactly("second");
    }

    @Test
    void podsWithOtherLabelsAreNotAskedForWhenASelectorIsGiven() {
        // Given
        WatchScope scope = WatchScope.ofPods(Optional.empty(), Optional.of("app=first"), Optional.empty());

        // When
        watch = new WatchUnderTest(cluster.access(), scope);

        // Then
        await().until(() -> watch.cache.lists() == 1);
        assertThat(watch.cache.podNames()).containsExactly("first");
    }

    @Test
    void stoppingEndsTheWatch() {
        // Given
        watch = watching();

        // When
        watch.stop();

        // Then
        await().until(() -> cluster.watches() == 0);
    }

    /** A watch that is open, so that what happens next comes as an event. */
    private WatchUnderTest watching() {
        WatchUnderTest watch = new WatchUnderTest(cluster.access());
        List<String> before = List.of("first", "second");
        await().until(() -> watch.cache.podNames().containsAll(before) && cluster.watches() == 1);
        return watch;
    }

    private static String json(io.podwatcher.model.Pod pod) {
        return new String(pod.json(), StandardCharsets.UTF_8);
    }
}
