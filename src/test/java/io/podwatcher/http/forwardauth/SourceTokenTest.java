package io.podwatcher.http.forwardauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.http.FakeCache;
import io.podwatcher.http.FakeSigner;
import io.podwatcher.http.RawHttp;
import io.podwatcher.messages.map.MapSize;
import io.podwatcher.messages.map.StatusReply;
import io.podwatcher.messages.token.SignRequest;
import io.podwatcher.messages.token.TokenSubject;
import io.podwatcher.messages.watch.WatchReport;
import io.podwatcher.model.Pod;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The header X-Source-Token of /authorize, and the Authorization for Fission's router. */
class SourceTokenTest extends WithTokens {

    @Test
    void anAllowedCallCarriesATokenOfItsCallerForTheTarget() {
        // When
        RawHttp.Response answer = asks(SHOP);

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("x-source-token")).isEqualTo("token-1");
        assertThat(answer.headers()).doesNotContainKey("authorization");
        assertThat(signer.requests())
                .containsExactly(
                        new SignRequest(new TokenSubject("uid-cart", "shop", "cart", "till", CART), "shop", 27));
    }

    @ParameterizedTest
    @CsvSource({
        "/authorize?namespace=media&namespace=shop, media",
        "/authorize/namespace/shop/any/path, shop",
        "/authorize?namespace=shop&serviceAccount=till, shop"
    })
    void theAudienceIsTheFirstNamespaceThatTheProxyNames(String target, String audience) {
        // When
        asks(target);

        // Then
        assertThat(signer.requests()).extracting(SignRequest::audience).containsExactly(audience);
    }

    @Test
    void aCallOfAFunctionCarriesATokenForItsNamespaceAndWhatTheRouterWants() {
        // When
        RawHttp.Response answer = asks(CART, "/shop/basket");

        // Then
        assertAllowed(answer, "shop", "basket", "cart");
        assertThat(answer.header("x-source-token")).isEqualTo("token-1");
        assertThat(answer.header("authorization")).isEqualTo(FakeSigner.ROUTER);
        assertThat(signer.requests()).extracting(SignRequest::audience).containsExactly("shop");
    }

    @Test
    void aDeniedCallOfAFunctionCarriesNeither() {
        // When
        RawHttp.Response answer = asks(PLAYER, "/shop/basket");

        // Then
        assertDenied(answer, "wrong_namespace");
        assertNoToken(answer);
    }

    @Test
    void aFailureLeavesNothingThatTheRouterWants() {
        // Given
        broken.set(true);

        // When
        RawHttp.Response answer = asks(CART, "/shop/basket");

        // Then
        assertDenied(answer, "internal_error");
        assertNoToken(answer);
    }

    /** A pod that asks /authorize itself also chooses the question, and so the audience. */
    @Test
    void whoIsNoTrustedProxyGetsNoTokenForItself() {
        assertNoToken(ask(CART, "GET", SHOP));
        assertNoToken(ask(CART, "GET", "/authorize?namespace=media&namespace=shop"));
        assertNoToken(ask(CART, "GET", "/authorize/fission/shop/basket"));
        assertThat(ask(CART, "GET", "/authorize/fission/shop/basket").status()).isEqualTo(200);
    }

    @Test
    void aPodThatIsBeingDeletedGetsNone() {
        // Given
        cache.owns(CART, FakeCache.at(Pod.Stage.TERMINATING, FakeCache.pod("shop", "cart", "till", "{}")));

        // When
        RawHttp.Response answer = asks(SHOP);

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertNoToken(answer);
    }

    @Test
    void aPodWithoutAServiceAccountGetsNone() {
        // Given
        cache.owns(CART, FakeCache.pod("shop", "cart", "", "{}"));

        // When // Then
        assertNoToken(asks(SHOP));
    }

    @ParameterizedTest
    @CsvSource({"not_found", "host_network", "ambiguous", "not_synced"})
    void anAddressWithoutAnOwnerGetsNone(String reason) {
        // Given
        cache.refuses(CART, FakeCache.refused(reason));

        // When
        RawHttp.Response answer = asks(SHOP);

        // Then
        assertThat(answer.status()).isEqualTo(403);
        assertNoToken(answer);
    }

    @Test
    void whatIsNotUnderstoodGetsNone() {
        assertNoToken(asks("/authorize?namespace="));
        assertNoToken(ask(PROXY, "GET", SHOP));
    }

    @Test
    void aTokenIsSignedOnceForHalfItsLife() {
        // Given
        assertThat(token(SHOP)).isEqualTo("token-1");

        // When
        pass(Duration.ofSeconds(13));

        // Then
        assertThat(token(SHOP)).isEqualTo("token-1");
        assertThat(signer.requests()).hasSize(1);
    }

    @Test
    void fromHalfItsLifeOnItIsGivenWhileTheNextIsSigned() {
        // Given
        asks(SHOP);
        pass(Duration.ofSeconds(15));
        signer.withhold();

        // When // Then
        assertThat(token(SHOP)).isEqualTo("token-1");
        assertThat(token(SHOP)).isEqualTo("token-1");
        assertThat(signer.requests()).hasSize(2);
        signer.release();
        await().until(() -> token(SHOP).equals("token-2"));
        assertThat(signer.requests()).hasSize(2);
    }

    @Test
    void inTheLastQuarterOfItsLifeTheNextIsGiven() {
        // Given
        asks(SHOP);
        pass(Duration.ofSeconds(22));

        // When // Then
        assertThat(token(SHOP)).isEqualTo("token-2");
    }

    @Test
    void aTokenThatHasExpiredIsNotGiven() {
        // Given
        asks(SHOP);
        pass(Duration.ofSeconds(29));

        // When // Then
        assertThat(token(SHOP)).isEqualTo("token-2");
    }

    @Test
    void thePodThatHasGotTheAddressGetsATokenOfItsOwn() {
        // Given
        asks(SHOP);
        cache.owns(CART, FakeCache.pod("shop", "next", "till", "{}"));

        // When
        String token = token(SHOP);

        // Then
        assertThat(token).isEqualTo("token-2");
        assertThat(signer.requests().get(1).subject().uid()).isEqualTo("uid-next");
    }

    @Test
    void aTokenIsNotValidBeyondTheAgeThatIsAllowed() {
        // Given
        isOld(20);

        // When
        asks(SHOP);

        // Then
        assertThat(signer.requests()).extracting(SignRequest::seconds).containsExactly(7L);
    }

    @Test
    void withoutNewsOfTheApiServerNoTokenIsSignedAgainAndAgain() {
        // Given
        isOld(20);
        asks(SHOP);

        // When
        for (int age = 21; age < 26; age++) {
            pass(Duration.ofSeconds(1));
            isOld(age);
            assertThat(token(SHOP)).isEqualTo("token-1");
        }

        // Then
        assertThat(signer.requests()).hasSize(1);
    }

    @Test
    void aMapThatIsAlmostTooOldAllowsTheCallWithoutAToken() {
        // Given
        isOld(28);

        // When
        RawHttp.Response answer = asks(SHOP);

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertNoToken(answer);
    }

    @Test
    void aTokenThatCannotBeSignedLeavesTheCallAllowed() {
        // Given
        signer.fail();

        // When
        RawHttp.Response answer = asks(SHOP);

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("x-source-token")).isEmpty();
        assertThat(omitted("failed")).isEqualTo(1);
    }

    @Test
    void theAnswerWaitsForItsFirstToken() {
        // Given
        signer.withhold();
        try (RawHttp client = RawHttp.from(PROXY, service.port())) {
            // When
            client.send(forwarded(SHOP, CART));
            await().until(() -> signer.requests().size() == 1);
            signer.release();

            // Then
            assertThat(client.read().header("x-source-token")).isEqualTo("token-1");
        }
    }

    private void isOld(long seconds) {
        cache.is(new StatusReply(true, MapSize.EMPTY, FakeCache.age(seconds), 0, 0, WatchReport.INITIAL));
    }

    private double omitted(String reason) {
        return registry.get("pod.watcher.tokens.omitted")
                .tag("reason", reason)
                .counter()
                .count();
    }

    private void assertNoToken(RawHttp.Response answer) {
        assertThat(answer.headers()).containsEntry("x-source-token", "").doesNotContainKey("authorization");
        assertThat(signer.requests()).isEmpty();
    }
}
