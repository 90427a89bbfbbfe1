package io.podwatcher.http.forwardauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.http.FakeCache;
import io.podwatcher.http.RawHttp;
import io.podwatcher.http.Service;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.messages.map.MapSize;
import io.podwatcher.messages.map.StatusReply;
import io.podwatcher.messages.watch.WatchAge;
import io.podwatcher.messages.watch.WatchReport;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizeEndpointTest extends AskingToAuthorize {

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"})
    void aPodOfTheNamespaceIsLetInWhateverItsMethod(String method) {
        // When
        RawHttp.Response answer = ask("127.0.0.2", method, "/authorize?namespace=shop");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("x-source-type")).isEqualTo("cluster");
        assertThat(answer.header("x-source-namespace")).isEqualTo("shop");
        assertThat(answer.header("x-source-pod")).isEqualTo("cart");
        assertThat(answer.header("x-source-uid")).isEqualTo("uid-cart");
        assertThat(answer.header("x-source-service-account")).isEqualTo("till");
        assertThat(answer.header("x-watch-age")).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource({
        "namespace=media, wrong_namespace",
        "namespace=media&serviceAccount=shop/till, wrong_namespace",
        "namespace=shop&serviceAccount=cook, wrong_service_account",
        "namespace=shop&labelSelector=app%3Dtill, wrong_labels"
    })
    void anotherPodIsNamedAndNotLetIn(String query, String reason) {
        // When
        RawHttp.Response answer = ask("127.0.0.2", "GET", "/authorize?" + query);

        // Then
        assertDenied(answer, reason);
        assertThat(answer.json().getString("error")).endsWith(": 127.0.0.2");
        assertThat(answer.header("x-source-type")).isEqualTo("cluster");
        assertThat(answer.header("x-source-namespace")).isEqualTo("shop");
        assertThat(answer.header("x-source-pod")).isEqualTo("cart");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/authorize?namespace=media&namespace=shop",
                "/authorize?namespace=shop&serviceAccount=till",
                "/authorize?namespace=shop&serviceAccount=shop/till&labelSelector=app%20in%20(cart,till)",
                "/authorize?namespace=shop&wait=1m",
                "/authorize?namespace=shop&original=/a?namespace=media&labelSelector=(&x=%zz",
                "/%61uthorize?namespace=shop",
                "/authorize/?namespace=shop",
                "http://pod-watcher:8080/authorize?namespace=shop"
            })
    void aPodThatMeetsAllConditionsIsLetIn(String target) {
        assertThat(ask("127.0.0.2", "GET", target).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"ambiguous, cluster", "host_network, cluster", "not_found, external"})
    void aCallerThatIsNoOnePodIsNotLetIn(String reason, String type) {
        // Given
        cache.refuses("127.0.0.3", FakeCache.refused(reason));

        // When
        RawHttp.Response answer = ask("127.0.0.3", "GET", "/authorize?namespace=shop");

        // Then
        assertDenied(answer, reason);
        assertThat(answer.json().fieldNames()).containsExactly("error", "reason");
        assertThat(answer.json().getString("error")).endsWith(": 127.0.0.3");
        assertThat(answer.header("x-source-type")).isEqualTo(type);
        assertThat(answer.header("x-source-namespace")).isEmpty();
    }

    @Test
    void nobodyIsLetInBeforeTheFirstList() {
        // Given
        cache.is(FakeCache.NOT_SYNCED);

        // Then
        assertNobodyKnown(ask("127.0.0.2", "GET", "/authorize?namespace=shop"), "not_synced");
    }

    @Test
    void nobodyIsLetInByAMapThatIsTooOld() {
        // Given
        long most = Service.AUTHORIZE_MAX_AGE.toSeconds();
        cache.is(new StatusReply(true, new MapSize(1, 1, 0), FakeCache.age(most - 1), 0, 0, WatchReport.INITIAL));
        assertThat(ask("127.0.0.2", "GET", "/authorize?namespace=shop").status())
                .isEqualTo(200);

        // When
        cache.is(new StatusReply(true, new MapSize(1, 1, 0), FakeCache.age(most), 0, 0, WatchReport.INITIAL));

        // Then
        assertNobodyKnown(ask("127.0.0.2", "GET", "/authorize?namespace=shop"), "stale");
    }

    @Test
    void nobodyIsLetInByAnAnswerThatWasOvertakenByASuspensionOfTheMachine() {
        // Given
        AtomicLong clock = new AtomicLong();
        cache.is(new StatusReply(true, new MapSize(1, 1, 0), new WatchAge(0, clock::get), 0, 0, WatchReport.INITIAL));
        try (RawHttp client = RawHttp.from("127.0.0.2", service.port())) {
            cache.withhold();
            client.send(RawHttp.request("GET", "/authorize?namespace=shop"));
            await().until(() -> !cache.lookups().isEmpty());

            // When
            clock.set(Service.AUTHORIZE_MAX_AGE.toNanos());
            cache.release();

            // Then
            assertNobodyKnown(client.read(), "stale");
        }
    }

    @Test
    void nobodyIsLetInWithoutTheCache(Vertx vertx) {
        // Given
        cache.withhold();
        Service impatient = Service.deployWithShortTimeouts(vertx);

        // When
        try (RawHttp client = RawHttp.from("127.0.0.2", impatient.port())) {
            RawHttp.Response answer = client.get("/authorize?namespace=shop");

            // Then
            assertNobodyKnown(answer, "overloaded");
        }
    }

    @Test
    void anUnknownCallerIsWaitedFor() {
        try (RawHttp client = RawHttp.from("127.0.0.4", service.port())) {
            // Given
            client.send(RawHttp.request("GET", "/authorize?namespace=shop&wait=500ms"));
            await().until(() -> cache.waits().size() == 1);
            assertThat(cache.waits().get(0).ip()).isEqualTo(FakeCache.ip("127.0.0.4"));
            assertThat(cache.waits().get(0).timeout()).isEqualTo(Duration.ofMillis(500));

            // When
            cache.answerWaits(new LookupResult.Owned(FakeCache.pod("shop", "new", "till", "{}")));

            // Then
            assertThat(client.read().status()).isEqualTo(200);
        }
    }

    @Test
    void aCallerThatStaysUnknownIsNotLetIn() {
        try (RawHttp client = RawHttp.from("127.0.0.4", service.port())) {
            // Given
            client.send(RawHttp.request("GET", "/authorize?namespace=shop&wait=500ms"));
            await().until(() -> cache.waits().size() == 1);

            // When
            cache.answerWaits(LookupResult.Refused.NOT_FOUND);

            // Then
            assertDenied(client.read(), "not_found");
        }
    }

    @Test
    void aTrustedProxyNamesTheCaller() {
        // Given
        String target = "/authorize?namespace=shop";

        // Then
        assertThat(ask("127.0.0.17", forwarded(target, "127.0.0.9, 127.0.0.2")).status())
                .isEqualTo(200);
        assertDenied(ask("127.0.0.17", forwarded(target, "127.0.0.2, 127.0.0.9")), "not_found");
        assertNobodyKnown(ask("127.0.0.17", "GET", target), "bad_forwarded_for");
    }

    @Test
    void aCallerNamedByAnybodyElseIsNotRead() {
        // Given
        cache.refuses("127.0.0.3", LookupResult.Refused.NOT_FOUND);

        // Then
        assertDenied(ask("127.0.0.3", forwarded("/authorize?namespace=shop", "127.0.0.2")), "not_found");
        assertThat(ask("127.0.0.2", forwarded("/authorize?namespace=shop", "nonsense"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void itSharesTheBatchesOfLookups() {
        try (RawHttp first = service.connect();
                RawHttp lookup = service.connect();
                RawHttp authorize = RawHttp.from("127.0.0.2", service.port())) {
            // Given
            cache.withhold();
            first.send(RawHttp.request("GET", "/pod?ip=10.1.1.1"));
            await().until(() -> cache.lookups().size() == 1);
            lookup.send(RawHttp.request("GET", "/pod?ip=10.1.1.2"));
            authorize.send(RawHttp.request("GET", "/authorize?namespace=shop"));
            service.hasReadEverything();

            // When
            cache.release();

            // Then
            assertThat(lookup.read().status()).isEqualTo(404);
            assertThat(authorize.read().status()).isEqualTo(200);
            assertThat(cache.lookups()).containsExactly(List.of("10.1.1.1"), List.of("10.1.1.2", "127.0.0.2"));
        }
    }
}
