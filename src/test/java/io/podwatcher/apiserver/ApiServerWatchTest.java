package io.podwatcher.apiserver;

import static io.podwatcher.apiserver.ApiPod.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.vertx5.Vertx5HttpClientFactory;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a fabric8 client gets of watches. */
class ApiServerWatchTest {

    private static final Vertx CLIENT_VERTX = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

    private final ApiServer server = new ApiServer().start();
    private final KubernetesClient client = client(server);
    private final Recorder recorder = new Recorder();

    /**
     * Without WebSockets: opened from a thread that is none of Vert.x's, fabric8 now and then misses what comes right behind the
     * handshake, because it listens only after the socket has been let go on.
     */
    private static KubernetesClient client(ApiServer server) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(server.config())
                        .withOnlyHttpWatches(true)
                        .build())
                .withHttpClientFactory(new Vertx5HttpClientFactory(CLIENT_VERTX))
                .build();
    }

    @AfterAll
    static void closeClientVertx() {
        CLIENT_VERTX.close().await();
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    /** Takes down what comes, a line each. */
    private static final class Recorder implements Watcher<Pod> {

        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

        @Override
        public void eventReceived(Action action, Pod pod) {
            String name = pod.getMetadata().getName();
            lines.add(action + " "
                    + (name == null ? pod.getMetadata().getResourceVersion() : name)
                    + " "
                    + (pod.getMetadata().getAnnotations().containsKey("k8s.io/initial-events-end")
                            ? "end of initial events"
                            : pod.getMetadata().getUid()));
        }

        @Override
        public void onClose(WatcherException cause) {
            lines.add("closed: " + cause.getMessage() + (cause.isHttpGone() ? " (gone)" : ""));
        }

        private String next() throws InterruptedException {
            return lines.poll(60, TimeUnit.SECONDS);
        }

        private List<String> next(int count) throws InterruptedException {
            String[] next = new String[count];
            for (int i = 0; i < count; i++) {
                next[i] = next();
            }
            return List.of(next);
        }
    }

    private static ListOptionsBuilder from(long resourceVersion) {
        return new ListOptionsBuilder().withResourceVersion(String.valueOf(resourceVersion));
    }

    private void watch(ListOptions options) {
        client.pods().inAnyNamespace().watch(options, recorder);
    }

    @Test
    void aWatchTellsWhatCameAfterItsResourceVersion() throws InterruptedException {
        // Given
        long before = server.put(running("default", "a", "1"));
        server.put(running("default", "b", "2"));

        // When
        watch(from(before).build());
        server.put(running("default", "a", "1").withPhase("Failed"));
        server.put(running("default", "a", "3"));
        server.delete("default", "b");

        // Then
        assertThat(recorder.next(4)).containsExactly("ADDED b 2", "MODIFIED a 1", "MODIFIED a 3", "DELETED b 2");
        assertThat(server.requests().last(Kind.WATCH).orElseThrow().webSocket()).isFalse();
    }

    @Test
    void aWatchByWebSocketTellsTheSame() throws IOException {
        // Given
        long before = server.put(running("default", "a", "1"));
        server.put(running("default", "b", "2"));

        // When
        try (RawClient socket = RawClient.webSocket(server, "/api/v1/pods?watch=true&resourceVersion=" + before)) {
            assertThat(socket.status()).isEqualTo("101");
            server.put(running("default", "a", "3"));
            server.delete("default", "b");

            // Then
            assertThat(List.of(told(socket), told(socket), told(socket)))
                    .containsExactly("ADDED b 2", "MODIFIED a 3", "DELETED b 2");
        }
        assertThat(server.requests().last(Kind.WATCH).orElseThrow().webSocket()).isTrue();
    }

    private static String told(RawClient socket) throws IOException {
        JsonObject event = new JsonObject(socket.event());
        JsonObject metadata = event.getJsonObject("object").getJsonObject("metadata");
        return event.getString("type") + " " + metadata.getString("name") + " " + metadata.getString("uid");
    }

    @Test
    void aWatchFromNowhereBeginsWithAllPods() throws InterruptedException {
        // Given
        server.put(running("default", "a", "1"));

        // When
        watch(new ListOptions());
        server.put(running("default", "b", "2"));

        // Then
        assertThat(recorder.next(2)).containsExactly("ADDED a 1", "ADDED b 2");
    }

    @Test
    void aPodThatLeavesTheSelectionIsDeletedAndOneThatEntersIsAdded() throws InterruptedException {
        // Given
        long before = server.put(running("default", "a", "1"));
        client.pods()
                .inNamespace("default")
                .withoutField("status.phase", "Failed")
                .withLabelSelector("app in (a,web)")
                .watch(from(before).build(), recorder);

        // When
        server.put(running("other", "a", "7"));
        server.put(running("default", "b", "2"));
        server.put(running("default", "b", "2").withLabels(Map.of("app", "web")));
        server.put(running("default", "a", "1").withPhase("Failed"));
        server.delete("default", "a");
        server.put(running("default", "b", "2"));
        server.put(running("default", "a", "3"));

        // Then
        assertThat(recorder.next(4)).containsExactly("ADDED b 2", "DELETED a 1", "DELETED b 2", "ADDED a 3");
    }

    @Test
    void aBookmarkTellsTheResourceVersionBehindAllEvents() throws InterruptedException {
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
    void aWatchEndsAtItsTimeout() throws InterruptedException {
        // Given
        watch(new ListOptionsBuilder().withTimeoutSeconds(1L).build());
        await().until(() -> server.openWatches() == 1);

        // When // Then
        await().until(() -> server.requests().count(Kind.WATCH) == 2);
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
