package io.podwatcher.apiserver.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.podwatcher.apiserver.Fault;
import io.podwatcher.apiserver.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client sees of each fault on its socket. */
class FaultsTest extends WithTwoPods {

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 410, 500, 503})
    void aStatusIsSentInsteadOfAList(int code) throws IOException {
        // Given
        server.faults().next(Kind.LIST, Fault.status(code, "no such luck"));

        // When
        try (RawClient refused = RawClient.get(server, PODS);
                RawClient next = RawClient.get(server, PODS)) {

            // Then
            assertThat(refused.status()).isEqualTo(String.valueOf(code));
            assertThat(refused.rest())
                    .contains("\"kind\":\"Status\"", "\"message\":\"no such luck\"", "\"code\":" + code);
            assertThat(next.status()).isEqualTo("200");
        }
    }

    @Test
    void aStatusIsSentInsteadOfAHandshake() throws IOException {
        // Given
        server.faults().next(Kind.WATCH, 2, Fault.tooManyRequests(7));

        for (int i = 0; i < 2; i++) {
            // When
            try (RawClient client = RawClient.webSocket(server, PODS + "?watch=1")) {

                // Then
                assertThat(client.status()).isEqualTo("429");
                assertThat(client.header("Retry-After")).isEqualTo("7");
                assertThat(client.rest()).contains("\"retryAfterSeconds\":7");
            }
        }
        try (RawClient client = RawClient.webSocket(server, PODS + "?watch=1")) {
            assertThat(client.status()).isEqualTo("101");
        }
    }

    @Test
    void withoutTheTokenThereIsA401() throws IOException {
        // Given
        server.faults().requireToken("new");

        // When
        try (RawClient old = RawClient.get(server, PODS, "Authorization: Bearer old");
                RawClient rotated = RawClient.get(server, PODS, "Authorization: Bearer new")) {

            // Then
            assertThat(old.status()).isEqualTo("401");
            assertThat(rotated.status()).isEqualTo("200");
            assertThat(server.requests().last(Kind.LIST).orElseThrow().authorization())
                    .contains("Bearer new");
        }
    }

    @Test
    void aFaultForAllStaysUntilCleared() throws IOException {
        // Given
        server.faults().always(Kind.LIST, Fault.status(500, "broken"));

        // When // Then
        assertThat(statusOfList()).isEqualTo("500");
        assertThat(statusOfList()).isEqualTo("500");

        // When
        server.faults().clear();

        // Then
        assertThat(statusOfList()).isEqualTo("200");
        assertThat(server.requests().count(Kind.LIST)).isEqualTo(3);
    }

    private String statusOfList() throws IOException {
        try (RawClient client = RawClient.get(server, PODS)) {
            return client.status();
        }
    }

    @Test
    void aConnectionEndsInsteadOfAnAnswer() throws IOException {
        // Given
        server.faults().next(Kind.LIST, Fault.closeInsteadOfAnswer());
        server.faults().next(Kind.LIST, Fault.resetInsteadOfAnswer());

        // When // Then
        assertThat(statusOfList()).isEqualTo("EOF");
        assertThat(statusOfList()).isEqualTo("reset");
    }

    @Test
    void aRequestIsNeverAnswered() throws IOException {
        // Given
        server.faults().next(Kind.LIST, Fault.noAnswer());

        // When
        try (RawClient client = RawClient.get(server, PODS)) {

            // Then
            assertThat(client.hearsNothing()).isTrue();
        }
    }

    @Test
    void whileStoppedItRefusesConnectionsAndThenIsBackWithItsPods() throws IOException {
        // Given
        String url = server.url();

        // When
        server.stop();

        // Then
        // The kernel may take one more connection while the listening socket is being closed.
        await().untilAsserted(() -> assertThatThrownBy(this::statusOfList).isInstanceOf(ConnectException.class));

        // When
        server.start();

        // Then
        assertThat(server.url()).isEqualTo(url);
        assertThat(list()).contains("uid-a", "uid-b");
    }

    private String list() throws IOException {
        try (RawClient client = RawClient.get(server, PODS)) {
            client.status();
            return client.rest();
        }
    }

    @Test
    void aListBreaksOffInTheMiddle() throws IOException {
        // Given
        server.faults().next(Kind.LIST, Fault.breakOff().after(1));
        server.faults().next(Kind.LIST, Fault.reset().after(1));
        server.faults().next(Kind.LIST, Fault.end().after(1));

        // When // Then
        assertThat(list()).contains("uid-a").doesNotContain("uid-b").endsWith("\"na<EOF>");
        assertThat(list()).contains("uid-a").doesNotContain("uid-b").endsWith("}<reset>");
        assertThat(list()).contains("uid-a").doesNotContain("uid-b").endsWith("}<last chunk>");
    }

    @Test
    void aListIsNotJson() throws IOException {
        // Given
        server.faults().next(Kind.LIST, Fault.invalidJson().after(1));

        // When // Then
        assertThat(list()).contains("<html>", "uid-b").endsWith("]}\n<last chunk>");
    }

    @Test
    void aListTricklesIn() throws IOException {
        // Given
        server.faults()
                .next(Kind.LIST, Fault.trickle(2000, Duration.ofMillis(1)).after(1));

        // When // Then
        assertThat(list()).contains("uid-a", "uid-b").endsWith("]}\n<last chunk>");
    }
}
