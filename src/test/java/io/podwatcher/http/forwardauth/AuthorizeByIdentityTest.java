package io.podwatcher.http.forwardauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.http.FakeCache;
import io.podwatcher.http.RawHttp;
import io.podwatcher.http.Service;
import io.podwatcher.log.LogLines;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.messages.map.MapSize;
import io.podwatcher.messages.map.StatusReply;
import io.podwatcher.messages.watch.WatchReport;
import io.podwatcher.model.Identity;
import io.podwatcher.model.PeerList;
import io.podwatcher.model.Pod;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 127.0.0.16 is Caddy's pod, which is trusted by its service account; 127.0.0.2 is a pod of shop. */
@ExtendWith(VertxExtension.class)
class AuthorizeByIdentityTest extends AskingToAuthorize {

    private static final String CADDY = "127.0.0.16";
    private static final String SHOP = "/authorize?namespace=shop";

    private final MeterRegistry registry = new SimpleMeterRegistry();

    @Override
    protected Service start(Vertx vertx) {
        PeerList caddy = PeerList.of(Identity.parse("serviceaccount:ingress/caddy"));
        return Service.start(vertx, caddy, caddy, registry);
    }

    @BeforeEach
    void addCaddy() {
        cache.owns(CADDY, caddy(Pod.Stage.LIVE));
    }

    @Test
    void proxyAndCallerAreAskedForInOneRequest() {
        // When
        RawHttp.Response answer = ask(CADDY, forwarded(SHOP, "127.0.0.2"));

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("x-source-pod")).isEqualTo("cart");
        assertThat(cache.lookups()).containsExactly(List.of(CADDY, "127.0.0.2"));
    }

    @Test
    void aPodThatHasGotTheProxysAddressIsNotTrusted() {
        // Given
        cache.owns(CADDY, FakeCache.pod("media", "player", "default", "{}"));

        // When
        RawHttp.Response answer = ask(CADDY, forwarded(SHOP, "127.0.0.2"));

        // Then
        assertDenied(answer, "wrong_namespace");
        assertThat(answer.header("x-source-pod")).isEqualTo("player");
    }

    @Test
    void aProxyThatTerminatesIsNotTrustedAndNotTakenForTheCallerEither() {
        // Given
        cache.owns(CADDY, caddy(Pod.Stage.TERMINATING));

        // When // Then
        assertNobodyKnown(ask(CADDY, forwarded(SHOP, "127.0.0.2")), "untrusted_proxy");
        assertNobodyKnown(ask(CADDY, forwarded("/authorize?namespace=ingress", "127.0.0.2")), "untrusted_proxy");
        assertThat(untrusted()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"not_found", "host_network", "ambiguous"})
    void aProxyWithoutAnIdentityIsTheCaller(String code) {
        // Given
        cache.refuses(CADDY, FakeCache.refused(code));

        // When // Then
        assertDenied(ask(CADDY, forwarded(SHOP, "127.0.0.2")), code);
    }

    @Test
    void anOldMapDeniesBeforeTheProxyIsIdentified() {
        // Given
        cache.is(new StatusReply(
                true, MapSize.EMPTY, FakeCache.age(Service.AUTHORIZE_MAX_AGE.toSeconds()), 0, 0, WatchReport.INITIAL));

        // When // Then
        assertNobodyKnown(ask(CADDY, forwarded(SHOP, "127.0.0.2")), "stale");
        assertThat(untrusted()).isZero();
    }

    @Test
    void theProxyIsJudgedAgainWhenAWaitIsOver() {
        try (RawHttp client = RawHttp.from(CADDY, service.port())) {
            // Given
            client.send(forwarded(SHOP + "&wait=500ms", "127.0.0.4"));
            await().until(() -> cache.waits().size() == 1);
            assertThat(cache.waits().get(0).ip()).isEqualTo(FakeCache.ip("127.0.0.4"));

            // When
            cache.owns(CADDY, FakeCache.pod("media", "player", "default", "{}"));
            cache.answerWaits(new LookupResult.Owned(FakeCache.pod("shop", "new", "till", "{}")));

            // Then
            assertDenied(client.read(), "wrong_namespace");
        }
    }

    @Test
    void anUntrustedForwarderIsNamedWithTheLineThatWouldTrustIt() {
        try (LogLines log = new LogLines()) {
            // When
            assertDenied(ask("127.0.0.2", forwarded("/authorize?namespace=media", "127.0.0.9")), "wrong_namespace");

            // Then
            assertThat(log.with("127.0.0.2 asks with X-Forwarded-For"))
                    .singleElement()
                    .asString()
                    .contains("add serviceaccount:shop/till to TRUSTED_PROXIES");
            assertThat(untrusted()).isEqualTo(1);
        }
    }

    @Test
    void aTrustedProxyIsNotReportedForAHopBehindIt() {
        // Given
        cache.owns("127.0.0.17", caddy(Pod.Stage.TERMINATING));

        // When // Then
        assertNobodyKnown(ask(CADDY, forwarded(SHOP, "127.0.0.2, 127.0.0.17")), "untrusted_proxy");
        assertThat(untrusted()).isZero();
    }

    @Test
    void anUntrustedForwarderThatWaitsIsReportedOnce() {
        try (RawHttp client = RawHttp.from("127.0.0.4", service.port())) {
            // Given
            client.send(forwarded(SHOP + "&wait=500ms", "127.0.0.2"));
            await().until(() -> cache.waits().size() == 1);

            // When
            cache.answerWaits(LookupResult.Refused.NOT_FOUND);

            // Then
            assertDenied(client.read(), "not_found");
            assertThat(untrusted()).isEqualTo(1);
        }
    }

    @Test
    void whoamiIsThePodThatTheProxyForwardsFor() {
        assertThat(ask(CADDY, forwarded("/whoami", "127.0.0.2")).body()).contains("\"cart\"");
        assertThat(ask("127.0.0.2", forwarded("/whoami", CADDY)).status()).isEqualTo(200);
        assertThat(ask("127.0.0.9", "GET", "/whoami").reason()).isEqualTo("not_found");
        assertThat(ask(CADDY, "GET", "/whoami").reason()).isEqualTo("bad_forwarded_for");
    }

    private double untrusted() {
        return registry.get("pod.watcher.untrusted.forwarded").counter().count();
    }

    private static Pod caddy(Pod.Stage stage) {
        return FakeCache.at(stage, FakeCache.pod("ingress", "caddy", "caddy", "{}"));
    }
}
