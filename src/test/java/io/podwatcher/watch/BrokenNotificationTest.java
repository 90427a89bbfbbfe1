package io.podwatcher.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.cumulative.CumulativeCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.messages.watch.PodsChanged;
import io.podwatcher.messages.watch.PodsChanged.Part;
import io.podwatcher.messages.watch.RestartReason;
import io.podwatcher.watch.api.ClusterAccess;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Something of our own breaks while an event is told. fabric8 goes on with the next one, so a list has to make it good.
 */
class BrokenNotificationTest {

    private final ApiServer apiServer = new ApiServer().start();
    private final AtomicReference<Throwable> due = new AtomicReference<>();
    private final WatchUnderTest watch =
            WatchUnderTest.countedBy(new BrokenRegistry(), new ClusterAccess(apiServer.config(), "test"));

    @AfterEach
    void close() {
        watch.close();
        apiServer.close();
    }

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, NoClassDefFoundError.class})
    void podWhoseDeletionCouldNotBeToldDoesNotStay(Class<? extends Throwable> kind) throws Exception {
        // Given
        apiServer.put(ApiPod.running("default", "web", "uid-web", "10.0.0.1"));
        await().until(() -> watch.cache.podNames().contains("web"));
        due.set(kind.getConstructor(String.class).newInstance("nobody thought of this"));

        // When
        apiServer.delete("default", "web");

        // Then
        await().untilAsserted(() -> assertThat(watch.cache.podNames()).isEmpty());
        await().untilAsserted(() -> assertThat(watch.cache.report().restarts()).containsKey(RestartReason.UNEXPECTED));
    }

    @Test
    void listThatFollowsTellsEverythingBecauseNobodyKnowsWhatWasTold() {
        // Given
        await().until(() -> watch.cache.lists() == 1 && apiServer.openWatches() == 1);
        due.set(new IllegalStateException("nobody thought of this"));

        // When
        apiServer.put(ApiPod.running("default", "web", "uid-web", "10.0.0.1"));

        // Then
        await().untilAsserted(() -> assertThat(watch.cache.podNames()).containsExactly("web"));
        assertThat(watch.cache.batches)
                .extracting(PodsChanged::part)
                .containsExactly(Part.LIST_END, Part.GAP, Part.LIST_END);
    }

    /** Its counters throw once what is due. */
    private final class BrokenRegistry extends SimpleMeterRegistry {

        @Override
        protected Counter newCounter(Meter.Id id) {
            return new CumulativeCounter(id) {
                @Override
                public void increment(double amount) {
                    Throwable failure = due.getAndSet(null);
                    if (failure instanceof Error error) {
                        throw error;
                    }
                    if (failure instanceof RuntimeException exception) {
                        throw exception;
                    }
                    super.increment(amount);
                }
            };
        }
    }
}
