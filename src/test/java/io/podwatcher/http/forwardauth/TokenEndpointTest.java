package io.podwatcher.http.forwardauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.http.FakeCache;
import io.podwatcher.http.FakeSigner;
import io.podwatcher.http.RawHttp;
import io.podwatcher.messages.map.MapSize;
import io.podwatcher.messages.map.StatusReply;
import io.podwatcher.messages.watch.WatchReport;
import io.podwatcher.model.Pod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenEndpointTest extends WithTokens {

    private static final String OWN = "/token?audience=https://stock.example.com/api";

    @Test
    void aPodGetsATokenOfItsOwnForWhomItNames() {
        // When
        RawHttp.Response answer = ask(CART, "GET", OWN);

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json())
                .isEqualTo(new JsonObject().put("token", "token-1").put("expires_in", 27));
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(answer.header("x-watch-age")).isEqualTo("0");
        assertThat(signer.requests()).singleElement().satisfies(request -> {
            assertThat(request.audience()).isEqualTo("https://stock.example.com/api");
            assertThat(request.subject().uid()).isEqualTo("uid-cart");
        });
    }

    @Test
    void whatIsLeftOfItsLifeIsSaid() {
        // Given
        ask(CART, "GET", OWN);
        pass(Duration.ofSeconds(10));

        // When
        RawHttp.Response answer = ask(CART, "GET", OWN);

        // Then
        assertThat(answer.json().getString("token")).isEqualTo("token-1");
        assertThat(answer.json().getInteger("expires_in")).isEqualTo(17);
    }

    @Test
    void behindATrustedProxyItIsTheCallers() {
        // When
        ask(PROXY, forwarded(OWN, CART));

        // Then
        assertThat(signer.requests())
                .extracting(request -> request.subject().pod())
                .containsExactly("cart");
    }

    /** A token of an allowed call has the audience of a namespace, so nobody must get one by asking for it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/token",
                "/token?audience=",
                "/token?audience=shop",
                "/token?audience=kube-system",
                "/token?audience=s",
                "/token?audience=a%20b",
                "/token?audience=%22",
                "/token?audience=%C3%A9.example",
                "/token?audience=%3Cscript%3E"
            })
    void anAudienceThatCouldBeANamespaceOrIsNoUriIsRefused(String target) {
        // When
        RawHttp.Response answer = ask(CART, "GET", target);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).isEqualTo("invalid_audience");
        assertThat(signer.requests()).isEmpty();
    }

    @Test
    void anAudienceIsAskedForOnceAndNotTooLong() {
        assertThat(ask(CART, "GET", OWN + "&audience=b.c").reason()).isEqualTo("repeated_parameter");
        assertThat(ask(CART, "GET", "/token?audience=" + "a.".repeat(128)).status())
                .isEqualTo(200);
        assertThat(ask(CART, "GET", "/token?audience=" + "a.".repeat(128) + "a").reason())
                .isEqualTo("invalid_audience");
    }

    @ParameterizedTest
    @CsvSource({"not_found, 404", "host_network, 404", "ambiguous, 409", "not_synced, 503"})
    void whoIsNotAPodGetsNone(String reason, int status) {
        // Given
        cache.refuses(CART, FakeCache.refused(reason));

        // When
        RawHttp.Response answer = ask(CART, "GET", OWN);

        // Then
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.reason()).isEqualTo(reason);
        assertThat(signer.requests()).isEmpty();
    }

    @Test
    void aPodThatIsBeingDeletedGetsNone() {
        // Given
        cache.owns(CART, FakeCache.at(Pod.Stage.TERMINATING, FakeCache.pod("shop", "cart", "till", "{}")));

        // When
        RawHttp.Response answer = ask(CART, "GET", OWN);

        // Then
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.reason()).isEqualTo("terminating");
    }

    @Test
    void aPodWithoutAServiceAccountGetsNone() {
        // Given
        cache.owns(CART, FakeCache.pod("shop", "cart", "", "{}"));

        // When
        RawHttp.Response answer = ask(CART, "GET", OWN);

        // Then
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.reason()).isEqualTo("no_service_account");
    }

    @Test
    void aMapThatIsTooOldSignsNone() {
        // Given
        cache.is(new StatusReply(true, MapSize.EMPTY, FakeCache.age(28), 0, 0, WatchReport.INITIAL));

        // When
        RawHttp.Response answer = ask(CART, "GET", OWN);

        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.reason()).isEqualTo("stale");
    }

    @Test
    void aProxyThatDoesNotSayWhoCallsGetsNone() {
        // When
        RawHttp.Response answer = ask(PROXY, "GET", OWN);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).isEqualTo("bad_forwarded_for");
    }

    @Test
    void whoAsksForManyDoesNotFillTheQueueOfThoseWhoCall() {
        // Given
        signer.withhold();
        List<RawHttp> crowd = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            crowd.add(RawHttp.from(CART, service.port()).send(RawHttp.request("GET", "/token?audience=a." + i)));
        }
        await().until(() -> signer.requests().size() == 64);

        // When
        RawHttp.Response oneMore = ask(CART, "GET", OWN);

        // Then
        assertThat(oneMore.status()).isEqualTo(503);
        assertThat(oneMore.reason()).isEqualTo("overloaded");
        signer.release();
        assertThat(token(SHOP)).isEqualTo("token-65");
        crowd.forEach(client -> {
            assertThat(client.read().status()).isEqualTo(200);
            client.close();
        });
    }

    @Test
    void theKeysAreThereForEverybodyAndMayBeCachedForAMinute() {
        // When
        RawHttp.Response keys = ask(NOBODY, "GET", "/.well-known/jwks.json");
        RawHttp.Response discovery = ask(NOBODY, "GET", "/.well-known/openid-configuration");

        // Then
        assertThat(keys.body()).isEqualTo(FakeSigner.JWKS);
        assertThat(keys.header("cache-control")).isEqualTo("public, max-age=60");
        assertThat(discovery.json())
                .isEqualTo(new JsonObject()
                        .put("issuer", ISSUER)
                        .put("jwks_uri", ISSUER + "/.well-known/jwks.json")
                        .put("response_types_supported", new JsonArray().add("id_token"))
                        .put("subject_types_supported", new JsonArray().add("public"))
                        .put("id_token_signing_alg_values_supported", new JsonArray().add("ES256")));
        assertThat(discovery.header("cache-control")).isEqualTo("public, max-age=60");
    }
}
