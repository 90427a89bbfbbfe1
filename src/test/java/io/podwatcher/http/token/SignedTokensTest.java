package io.podwatcher.http.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.http.FakeCache;
import io.podwatcher.http.FakeSigner;
import io.podwatcher.messages.Messages;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** At most three tokens are kept, and at most two requests wait. */
@ExtendWith(VertxExtension.class)
class SignedTokensTest {

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private FakeSigner signer;
    private Context loop;
    private SignedTokens tokens;

    @BeforeEach
    void create(Vertx vertx) {
        Messages.register(vertx);
        signer = new FakeSigner(vertx).listen();
        loop = vertx.getOrCreateContext();
        tokens = new SignedTokens(vertx.eventBus(), () -> 0, 3, 2, new OmittedTokens(registry));
    }

    private void ask(String audience) {
        TokenKey key = new TokenKey(FakeCache.pod("shop", "cart", "till", "{}"), FakeCache.ip("10.42.0.5"), audience);
        loop.runOnContext(turn -> tokens.get(
                key,
                60,
                token -> received.add(audience + " "
                        + token.map(given -> given.header().token()).orElse("none"))));
    }

    private void askAndAwait(String audience) {
        int before = received.size();
        ask(audience);
        await().until(() -> received.size() > before);
    }

    @Test
    void thoseWhoWaitForTheSameTokenGetItTogether() {
        // Given
        signer.withhold();

        // When
        ask("a");
        ask("a");
        await().until(() -> signer.requests().size() == 1);
        signer.release();

        // Then
        await().untilAsserted(() -> assertThat(received).containsExactly("a token-1", "a token-1"));
    }

    @Test
    void tooManyWaitNoLongerThanTheyMust() {
        // Given
        signer.withhold();
        ask("a");
        ask("a");

        // When
        ask("a");
        ask("b");

        // Then
        await().untilAsserted(() -> assertThat(received).containsExactly("a none", "b none"));
        assertThat(registry.get("pod.watcher.tokens.omitted")
                        .tag("reason", "overloaded")
                        .counter()
                        .count())
                .isEqualTo(2);

        // When
        signer.release();
        await().until(() -> received.size() == 4);
        askAndAwait("b");

        // Then
        assertThat(received).contains("b token-2");
    }

    @Test
    void theTokenThatWasGivenLongestAgoIsForgotten() {
        // Given
        List.of("a", "b", "c", "a", "d").forEach(this::askAndAwait);
        assertThat(received).containsExactly("a token-1", "b token-2", "c token-3", "a token-1", "d token-4");

        // When
        List.of("a", "b").forEach(this::askAndAwait);

        // Then
        assertThat(received).endsWith("a token-1", "b token-5");
    }

    @Test
    void aFailureIsForgottenWithTheRequest() {
        // Given
        signer.fail();

        // When
        askAndAwait("a");
        askAndAwait("a");

        // Then
        assertThat(received).containsExactly("a none", "a none");
        assertThat(signer.requests()).hasSize(2);
    }
}
