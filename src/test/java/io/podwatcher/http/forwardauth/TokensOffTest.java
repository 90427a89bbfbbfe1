package io.podwatcher.http.forwardauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.http.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensOffTest extends AskingToAuthorize {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/token?audience=https://stock.example.com",
                "/.well-known/jwks.json",
                "/.well-known/openid-configuration"
            })
    void withoutAKeyThereAreNoTokens(String target) {
        // When
        RawHttp.Response answer = ask("127.0.0.2", "GET", target);

        // Then
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.reason()).isEqualTo("tokens_off");
        assertThat(answer.json().getString("error")).contains("TOKEN_KEY_FILE");
    }

    /** So that a proxy that copies the header removes one that its client has sent. */
    @Test
    void theHeaderIsThereAllTheSame() {
        assertThat(ask("127.0.0.2", "GET", "/authorize?namespace=shop").headers())
                .containsEntry("x-source-token", "");
        assertThat(ask("127.0.0.9", "GET", "/authorize?namespace=shop").headers())
                .containsEntry("x-source-token", "");
        assertThat(ask("127.0.0.2", "GET", "/authorize").headers()).containsEntry("x-source-token", "");
    }
}
