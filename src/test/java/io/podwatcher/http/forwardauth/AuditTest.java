package io.podwatcher.http.forwardauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.http.FakeCache;
import io.podwatcher.http.RawHttp;
import io.podwatcher.http.Service;
import io.podwatcher.messages.lookup.LookupResult;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditTest extends AskingToAuthorize {

    @Override
    protected Service start(Vertx vertx) {
        return Service.startAudit(vertx);
    }

    @Test
    void anAllowedCallIsAnsweredAsEver() {
        // When
        RawHttp.Response answer = ask("127.0.0.2", "GET", "/authorize?namespace=shop");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("x-auth-verdict")).isEqualTo("allowed");
        assertThat(answer.headers()).doesNotContainKey("x-auth-reason");
    }

    @ParameterizedTest
    @CsvSource({
        "/authorize?namespace=media, wrong_namespace",
        "/authorize?namespace=, bad_request",
        "/authorize/namespace/media/x, wrong_namespace",
        "/authorize/fission/x, unknown_target"
    })
    void aCallThatWouldBeDeniedIsLetThroughAndTheReasonIsSaid(String target, String reason) {
        // When
        RawHttp.Response answer = ask("127.0.0.2", "GET", target);

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("x-auth-verdict")).isEqualTo("would_deny");
        assertThat(answer.header("x-auth-reason")).isEqualTo(reason);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void theCallersHeadersAreThoseOfTheDeniedCall() {
        // When
        RawHttp.Response answer = ask("127.0.0.2", "GET", "/authorize?namespace=media");

        // Then
        assertThat(answer.header("x-source-namespace")).isEqualTo("shop");
        assertThat(answer.header("x-source-pod")).isEqualTo("cart");
    }

    @Test
    void aMapThatIsNotCompleteDeniesNothingEither() {
        // Given
        cache.refuses("127.0.0.2", LookupResult.Refused.NOT_SYNCED);

        // When
        RawHttp.Response answer = ask("127.0.0.2", "GET", "/authorize?namespace=shop");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("x-auth-reason")).isEqualTo("not_synced");
    }

    @Test
    void explanationsSayWhatEnforcingWouldDo() {
        // Given
        cache.owns("127.0.0.3", FakeCache.pod("media", "player", "player", "{}"));

        // When
        RawHttp.Response answer = ask("127.0.0.1", "GET", "/explain?namespace=shop&ip=127.0.0.3");

        // Then
        assertThat(answer.json().getString("verdict")).isEqualTo("denied");
    }
}
