package io.podwatcher.http.forwardauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.fission.Routers;
import io.podwatcher.http.FakeCache;
import io.podwatcher.http.RawHttp;
import io.podwatcher.http.Service;
import io.podwatcher.messages.fission.RoutesState;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.messages.watch.WatchAge;
import io.podwatcher.model.Pod;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call the function that Fission's router runs, and why others may not. */
class FissionEndpointTest extends AskingAboutFission {

    @Test
    void aPodOfTheTargetsNamespaceIsAllowedAndTheTargetIsNamed() {
        // When
        RawHttp.Response answer = asks(CART, "/shop/1?a=b");

        // Then
        assertAllowed(answer, "shop", "basket", "cart");
        assertThat(answer.header("x-source-pod")).isEqualTo("cart");
        assertThat(answer.header("x-watch-age")).isEqualTo("0");
    }

    @Test
    void aPodOfAnotherNamespaceIsDeniedWithTheLineThatWouldLetItIn() {
        // When
        RawHttp.Response answer = asks(PLAYER, "/shop/1");

        // Then
        assertDenied(answer, "wrong_namespace");
        assertTarget(answer, "shop", "basket", "cart");
        assertThat(answer.header("x-source-namespace")).isEqualTo("media");
        assertThat(answer.json().getString("error"))
                .contains("shop/cart", "pod-watcher/allow")
                .endsWith(": " + PLAYER);
    }

    @Test
    void aTriggerUnderAnotherNamespacesPrefixIsATargetOfItsOwnNamespace() {
        // Given
        routes("shop/cart prefix=/shop ; media/squatter path=/shop/pay functions=thief");

        // When // Then
        assertDenied(asks(CART, "/shop/pay"), "wrong_namespace");
        assertAllowed(asks(PLAYER, "/shop/pay"), "media", "thief", "squatter");
        assertAllowed(asks(CART, "/shop/pays"), "shop", "cart", "cart");
    }

    @ParameterizedTest
    @CsvSource({
        "namespace:media, 200",
        "serviceaccount:media/film, 200",
        "serviceaccount:media/other, 403",
        "serviceaccount:shop/film, 403",
        "namespace:medi, 403",
        "'namespace:a,serviceaccount:media/film', 200"
    })
    void whoTheAnnotationNamesIsAllowed(String allow, int status) {
        // Given
        routes("shop/cart prefix=/shop allow=" + allow);

        // When // Then
        assertThat(asks(PLAYER, "/shop/1").status()).isEqualTo(status);
        assertThat(asks(CART, "/shop/1").status()).isEqualTo(200);
    }

    @Test
    void aTerminatingPodIsAllowedByItsNamespaceAndNotByItsIdentity() {
        // Given
        routes("shop/cart prefix=/shop allow=namespace:media ; media/player prefix=/media");
        cache.owns(PLAYER, FakeCache.at(Pod.Stage.TERMINATING, FakeCache.pod("media", "player", "film", "{}")));

        // When // Then
        assertDenied(asks(PLAYER, "/shop/1"), "wrong_namespace");
        assertThat(asks(PLAYER, "/media/1").status()).isEqualTo(200);
    }

    @Test
    void whereTheRouterMayPickEitherTriggerBothAnnotationsMustNameTheCaller() {
        // Given
        String either = "shop/old prefix=/shop unsure allow=%s ; shop/new prefix=/shop created=1 allow=namespace:media";

        // When // Then
        routes(either.formatted("namespace:x"));
        assertDenied(asks(PLAYER, "/shop/1"), "wrong_namespace");
        routes(either.formatted("namespace:media"));
        assertAllowed(asks(PLAYER, "/shop/1"), "shop", "new,old", "old,new");
    }

    @ParameterizedTest
    @CsvSource({"ambiguous, cluster", "host_network, cluster", "not_found, external"})
    void aCallerThatIsNoOnePodIsDenied(String reason, String type) {
        // Given
        cache.refuses(NOBODY, FakeCache.refused(reason));

        // When
        RawHttp.Response answer = asks(NOBODY, "/shop/1");

        // Then
        assertDenied(answer, reason);
        assertThat(answer.header("x-source-type")).isEqualTo(type);
        assertTarget(answer, "shop", "basket", "cart");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/shops", "/Shop/1", "/media/%53", "/readyz"})
    void aRequestThatNoTriggerMatchesHasNoTarget(String uri) {
        // Given
        routes("shop/cart prefix=/shop ; shop/post prefix=/media methods=POST");

        // When // Then
        assertNoTarget(asks(CART, uri), "unknown_target", "kubectl get httptriggers -A");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop/cart prefix=/shop ; media/same prefix=/shop created=1",
                "media/gone prefix=/shop unsure ; shop/cart prefix=/shop created=1",
                "media/odd path=/shop/{x:\\pL} uncertain ; shop/cart prefix=/shop",
                "shop/cart path=/shop/1 ; media/{x} path=/shop/{x}"
            })
    void whereTheRouterMayPickATriggerOfEitherNamespaceNobodyIsAllowed(String triggers) {
        // Given
        routes(triggers);

        // When // Then
        assertNoTarget(asks(CART, "/shop/1"), "ambiguous_target", "shop/cart");
        assertNoTarget(asks(PLAYER, "/shop/1"), "ambiguous_target", "media/");
    }

    @ParameterizedTest
    @CsvSource({
        "TRACE, h, /shop/1, The method",
        "get, h, /shop/1, The method",
        "PROPFIND, h, /shop/1, The method",
        "GET, h/x, /shop/1, The Host",
        "GET, h, shop/1, does not start with /",
        "GET, h, /shop//1, //",
        "GET, h, /shop/%2e, escaped",
        "GET, h, /fission-function/basket, internal to Fission"
    })
    void aRequestThatMayBeReadInTwoWaysHasNoTarget(String method, String host, String uri, String message) {
        assertNoTarget(ask(PROXY, question(FISSION, CART, method, host, uri)), "bad_target", message);
    }

    @Test
    void beforeTheTriggersAreListedNobodyIsAllowed() {
        // When
        becomes(new RoutesState.Listing(Optional.of("httptriggers is forbidden")));

        // Then
        assertNoTarget(asks(CART, "/shop/1"), "not_synced", "GET /ready says why");
    }

    @Test
    void withoutFissionNobodyIsAllowed() {
        // When
        becomes(new RoutesState.NotInstalled());

        // Then
        assertNoTarget(asks(CART, "/shop/1"), "not_synced", "Fission is not installed");
    }

    @Test
    void whileTriggersAreListedNobodyIsAllowed() {
        // Given
        becomes(new RoutesState.Listing(Optional.empty()));

        // Then
        assertNoTarget(asks(CART, "/shop/1"), "not_synced", "not listed yet");
    }

    @Test
    void whileTriggersSettleNobodyIsAllowed() {
        // Given
        becomes(new RoutesState.Settling(Optional.empty()));

        // Then
        assertNoTarget(asks(CART, "/shop/1"), "not_synced", "just been listed");
    }

    @Test
    void byRoutesThatAreTooOldNobodyIsAllowed() {
        // Given
        AtomicLong clock = new AtomicLong();
        becomes(new RoutesState.Known(
                Routers.ordered("shop/cart prefix=/shop"), 1, new WatchAge(0, clock::get), Optional.empty()));
        clock.set(Service.AUTHORIZE_MAX_AGE.toNanos() - 1);
        assertThat(asks(CART, "/shop/1").status()).isEqualTo(200);

        // When
        clock.set(Service.AUTHORIZE_MAX_AGE.toNanos());

        // Then
        assertNoTarget(asks(CART, "/shop/1"), "stale", "triggers");
    }

    @Test
    void anUnknownCallerIsWaitedForAndJudgedByTheRoutesOfThen() {
        try (RawHttp client = RawHttp.from(PROXY, service.port())) {
            // Given
            client.send(question(FISSION + "?wait=500ms", "127.0.0.4", "GET", "h", "/shop/1"));
            await().until(() -> cache.waits().size() == 1);

            // When
            routes("media/player prefix=/shop");
            cache.answerWaits(new LookupResult.Owned(FakeCache.pod("media", "new", "film", "{}")));

            // Then
            assertAllowed(client.read(), "media", "player", "player");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?wait=soon", "?wait=1s&wait=1s", "?namespace=shop", "?wait=1s#", "?%zz"})
    void aQuestionThatIsNotUnderstoodIsDenied(String query) {
        assertNoTarget(
                ask(PROXY, question(FISSION + query, CART, "GET", "h", "/shop/1")),
                "bad_request",
                "/authorize/fission?");
    }

    @Test
    void headersOfTheTargetAreEmptyWhereNothingIsKnown(Vertx vertx) {
        // Given
        cache.is(FakeCache.NOT_SYNCED);
        assertNoTarget(asks(CART, "/shop/1"), "not_synced", "list of pods");

        // When
        cache.withhold();
        Service impatient = Service.deployWithShortTimeouts(vertx);
        try (RawHttp client = RawHttp.from(CART, impatient.port())) {
            RawHttp.Response answer = client.get(FISSION + "/shop/1");

            // Then
            assertNoTarget(answer, "overloaded", "");
        }
    }

    @Test
    void aNameThatNoHeaderCanHoldIsLeftOut() {
        // Given
        routes("shop/weighted prefix=/shop functions=b,a\u0001,%s,a".formatted("x".repeat(254)));

        // When // Then
        assertAllowed(asks(CART, "/shop/1"), "shop", "a,b", "weighted");
    }
}
