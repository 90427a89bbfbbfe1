package io.podwatcher.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.Messages;
import io.podwatcher.messages.watch.PodsChanged;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class CacheSenderTest {

    private static final int MAX_UNDER_WAY = 8;

    private final List<Message<PodsChanged>> taken = new CopyOnWriteArrayList<>();
    private final List<String> lost = new CopyOnWriteArrayList<>();

    @Test
    void aWatchThatIsFasterThanTheCacheWaitsForIt(Vertx vertx) {
        // Given
        Messages.register(vertx);
        vertx.eventBus().<PodsChanged>localConsumer(BusAddresses.PODS_CHANGED, taken::add);
        CacheSender cache = new CacheSender(vertx, lost::add);
        AtomicInteger sent = new AtomicInteger();

        // When
        CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 3 * MAX_UNDER_WAY; i++) {
                cache.send(new PodsChanged(List.of(), PodsChanged.Part.WATCH, i, Optional.empty()));
                sent.incrementAndGet();
            }
        });

        // Then
        for (int replied = 0; replied < 2 * MAX_UNDER_WAY; replied++) {
            int most = MAX_UNDER_WAY + replied;
            await().until(() -> taken.size() == most && sent.get() == most);
            assertThat(sender).isNotDone();
            taken.get(replied).reply(null, BusAddresses.LOCAL);
        }
        await().until(sender::isDone);
        assertThat(taken).extracting(message -> message.body().readAt()).isSorted();
    }

    @Test
    void aBatchThatIsRefusedIsToldAndMakesRoomForTheNext(Vertx vertx) {
        // Given
        Messages.register(vertx);
        vertx.eventBus().<PodsChanged>localConsumer(BusAddresses.PODS_CHANGED, message -> {
            taken.add(message);
            message.fail(1, "scripted failure");
        });
        CacheSender cache = new CacheSender(vertx, lost::add);

        // When
        CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 3 * MAX_UNDER_WAY; i++) {
                cache.send(new PodsChanged(List.of(), PodsChanged.Part.WATCH, i, Optional.empty()));
            }
        });

        // Then
        await().until(sender::isDone);
        await().untilAsserted(() -> assertThat(lost).hasSize(3 * MAX_UNDER_WAY));
        assertThat(lost).containsOnly("the map did not apply 0 changes: scripted failure");
        assertThat(taken).hasSize(3 * MAX_UNDER_WAY);
    }
}
