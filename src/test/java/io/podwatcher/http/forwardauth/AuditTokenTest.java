package io.podwatcher.http.forwardauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.http.RawHttp;
import org.junit.jupiter.api.Test;

class AuditTokenTest extends WithTokens {

    @Override
    boolean audit() {
        return true;
    }

    @Test
    void aCallThatWouldBeDeniedIsLetInWithoutAToken() {
        // When
        RawHttp.Response answer = asks(PLAYER, "/shop/basket");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("x-auth-verdict")).isEqualTo("would_deny");
        assertThat(answer.headers()).containsEntry("x-source-token", "").doesNotContainKey("authorization");
        assertThat(signer.requests()).isEmpty();
    }
}
