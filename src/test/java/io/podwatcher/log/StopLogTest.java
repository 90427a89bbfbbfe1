package io.podwatcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Messages that arrive after their consumer was closed are not logged: a user can do nothing about them. */
@ExtendWith(VertxExtension.class)
class StopLogTest {

    @Test
    void aMessageToAClosedConsumerIsNotLogged(Vertx vertx, VertxTestContext context) {
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
                List<String> lines = log.with("closing");
                log.close();
                assertThat(lines).isEmpty();
                context.completeNow();
            }));
        });
    }
}
