package io.podwatcher.http.forwardauth;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.http.FakeCache;
import io.podwatcher.http.Service;
import io.podwatcher.model.Identity;
import io.podwatcher.model.PeerList;
import io.podwatcher.model.Pod;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The proxy is trusted by the service account of its pod. */
class FissionByIdentityTest extends AskingAboutFission {

    @Override
    protected Service start(Vertx vertx) {
        PeerList caddy = PeerList.of(Identity.parse("serviceaccount:ingress/caddy"));
        return Service.start(vertx, caddy, caddy, new SimpleMeterRegistry());
    }

    @BeforeEach
    void addCaddy() {
        cache.owns(PROXY, caddy(Pod.Stage.LIVE));
    }

    private static Pod caddy(Pod.Stage stage) {
        return FakeCache.at(stage, FakeCache.pod("ingress", "caddy", "caddy", "{}"));
    }

    @Test
    void itsHeadersAreBelieved() {
        assertAllowed(asks(CART, "/shop/1"), "shop", "basket", "cart");
        assertDenied(asks(PLAYER, "/shop/1"), "wrong_namespace");
    }

    @Test
    void thoseOfAPodThatHasGotItsAddressAreNot() {
        // Given
        cache.owns(PROXY, FakeCache.pod("shop", "stranger", "default", "{}"));

        // When // Then
        assertNoTarget(asks(CART, "/shop/1"), "untrusted_proxy", "TRUSTED_PROXIES");
    }

    @Test
    void thoseOfATerminatingProxyAreNot() {
        // Given
        cache.owns(PROXY, caddy(Pod.Stage.TERMINATING));

        // When // Then
        assertNoTarget(asks(CART, "/shop/1"), "untrusted_proxy", "terminating");
    }

    @Test
    void thoseOfAPeerBehindItAreNot() {
        // When the proxy is asked by another that is not trusted, that one is the caller.
        assertDenied(asks(CART + ", " + PLAYER, "/shop/1"), "wrong_namespace");
    }
}
