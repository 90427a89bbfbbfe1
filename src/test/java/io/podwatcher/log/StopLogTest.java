package io.podwatcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A stop logs nothing about messages that are under way, because there is nothing that a user could do about them. */
@ExtendWith(VertxExtension.class)
class StopLogTest {

    @Test
    void aMessageToAConsumerThatHasClosedIsNotLogged(Vertx vertx, VertxTestContext context) {
        EventBus bus = vertx.eventBus();
        LogLines log = new LogLines();
        vertx.runOnContext(start -> {
            // Given: a message waits for the consumer's context, which is busy until the consumer has closed
            MessageConsumer<String> consumer =
                    bus.localConsumer("closing", message -> context.failNow("the consumer is closed"));
            bus.publish("closing", "a state");

            // When
            consumer.unregister();

            // Then
            vertx.runOnContext(later -> context.verify(() -> {
                assertThat(log.all()).isEmpty();
                log.close();
                context.completeNow();
            }));
        });
    }
}
