package io.podwatcher.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.messages.Addresses;
import io.podwatcher.messages.Messages;
import io.podwatcher.messages.PodsChanged;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ToCacheTest {

    private static final int MOST_UNDER_WAY = 8;

    private final List<Message<PodsChanged>> taken = new CopyOnWriteArrayList<>();
    private final List<String> lost = new CopyOnWriteArrayList<>();

    @Test
    void aWatchThatIsFasterThanTheCacheWaitsForIt(Vertx vertx) {
        // Given
        Messages.register(vertx);
        vertx.eventBus().<PodsChanged>localConsumer(Addresses.PODS_CHANGED, taken::add);
        ToCache cache = new ToCache(vertx, lost::add);
        AtomicInteger sent = new AtomicInteger();

        // When
        CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 3 * MOST_UNDER_WAY; i++) {
                cache.send(new PodsChanged(List.of(), PodsChanged.Part.WATCH, i));
                sent.incrementAndGet();
            }
        });

        // Then
        for (int replied = 0; replied < 2 * MOST_UNDER_WAY; replied++) {
            int most = MOST_UNDER_WAY + replied;
            await().until(() -> taken.size() == most && sent.get() == most);
            assertThat(sender).isNotDone();
            taken.get(replied).reply(null, Addresses.LOCAL);
        }
        await().until(sender::isDone);
        assertThat(taken).extracting(message -> message.body().confirmedAt()).isSorted();
    }

    @Test
    void aBatchThatIsRefusedIsToldAndMakesRoomForTheNext(Vertx vertx) {
        // Given
        Messages.register(vertx);
        vertx.eventBus().<PodsChanged>localConsumer(Addresses.PODS_CHANGED, message -> {
            taken.add(message);
            message.fail(1, "scripted failure");
        });
        ToCache cache = new ToCache(vertx, lost::add);

        // When
        CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 3 * MOST_UNDER_WAY; i++) {
                cache.send(new PodsChanged(List.of(), PodsChanged.Part.WATCH, i));
            }
        });

        // Then
        await().until(sender::isDone);
        await().untilAsserted(() -> assertThat(lost).hasSize(3 * MOST_UNDER_WAY));
        assertThat(lost).containsOnly("the map did not take 0 changes: scripted failure");
        assertThat(taken).hasSize(3 * MOST_UNDER_WAY);
    }
}
