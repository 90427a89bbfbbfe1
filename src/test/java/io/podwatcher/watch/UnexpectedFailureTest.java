package io.podwatcher.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.Fault;
import io.podwatcher.apiserver.Kind;
import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.messages.watch.RestartReason;
import io.podwatcher.watch.api.ClusterAccess;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Something breaks where nobody expects it: nobody knows what is in the map then, so all pods are listed. */
class UnexpectedFailureTest {

    private final ApiServer apiServer = new ApiServer().start();
    private final AtomicReference<RuntimeException> due = new AtomicReference<>();
    private WatchUnderTest watch;

    @BeforeEach
    void watch() {
        apiServer.put(ApiPod.running("default", "web", "uid-web", "10.0.0.1"));
        watch = WatchUnderTest.byClock(new ClusterAccess(apiServer.config(), "test"), this::nanoTime);
        await().until(() -> watch.cache.lists() == 1 && apiServer.openWatches() == 1);
        // Open on this side too: fabric8 swallows what breaks while it opens a watch.
        apiServer.put(ApiPod.running("default", "db", "uid-db", "10.0.0.2"));
        await().until(() -> watch.cache.pods().size() == 2);
    }

    @AfterEach
    void close() {
        watch.close();
        apiServer.close();
    }

    @Test
    void itIsToldAndAListBeginsAnew() {
        // When
        due.set(new IllegalArgumentException("nobody thought of this"));

        // Then
        await().until(() -> watch.cache.lists() == 2 && apiServer.openWatches() == 1);
        await().untilAsserted(
                        () -> assertThat(watch.cache.report().restarts()).containsEntry(RestartReason.UNEXPECTED, 1L));
        assertThat(watch.cache.report().lastError())
                .hasValueSatisfying(error -> assertThat(error.message()).contains("nobody thought of this"));
    }

    @Test
    void aWatchThatIsClosedWhileItIsOpenedIsTakenForTooOld() {
        // Given
        apiServer.faults().next(Kind.WATCH, Fault.noAnswer());
        apiServer.strikeOpenWatches(Fault.end());
        await().until(() -> apiServer.requests().count(Kind.WATCH) == 2);

        // When: what fabric8 throws then
        due.set(new IllegalStateException("WebSocket is closed"));

        // Then
        await().until(() -> watch.cache.lists() == 2 && apiServer.openWatches() == 1);
        await().untilAsserted(() -> assertThat(watch.cache.report().restarts())
                .containsOnlyKeys(RestartReason.CLOSED, RestartReason.EXPIRED));
    }

    private long nanoTime() {
        RuntimeException failure = due.getAndSet(null);
        if (failure != null) {
            throw failure;
        }
        return System.nanoTime();
    }
}
