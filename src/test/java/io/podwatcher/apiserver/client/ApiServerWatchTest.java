package io.podwatcher.apiserver.client;

import static io.podwatcher.apiserver.pods.ApiPod.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.podwatcher.apiserver.Kind;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a fabric8 client gets of watches. */
class ApiServerWatchTest extends WithWatch {

    @Test
    void aWatchSendsTheChangesAfterItsResourceVersion() throws InterruptedException {
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
    void aWatchByWebSocketSendsTheSame() throws IOException {
        // Given
        long before = server.put(running("default", "a", "1"));
        server.put(running("default", "b", "2"));

        // When
        try (RawClient socket = RawClient.webSocket(server, "/api/v1/pods?watch=true&resourceVersion=" + before)) {
            assertThat(socket.status()).isEqualTo("101");
            server.put(running("default", "a", "3"));
            server.delete("default", "b");

            // Then
            assertThat(List.of(event(socket), event(socket), event(socket)))
                    .containsExactly("ADDED b 2", "MODIFIED a 3", "DELETED b 2");
        }
        assertThat(server.requests().last(Kind.WATCH).orElseThrow().webSocket()).isTrue();
    }

    private static String event(RawClient socket) throws IOException {
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
    void aWatchEndsAtItsTimeout() throws InterruptedException {
        // Given
        watch(new ListOptionsBuilder().withTimeoutSeconds(1L).build());
        await().until(() -> server.openWatches() == 1);

        // When // Then
        await().until(() -> server.requests().count(Kind.WATCH) == 2);
    }
}
