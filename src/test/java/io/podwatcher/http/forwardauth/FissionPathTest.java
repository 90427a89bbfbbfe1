package io.podwatcher.http.forwardauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.http.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /authorize/fission/…}: gateways append the client's own path and query, and keep its method and host. */
class FissionPathTest extends AskingAboutFission {

    @Test
    void methodHostAndPathAreThoseOfTheRequestItself() {
        // Given
        routes("shop/cart path=/a methods=POST host=shop.example.com ; media/player path=/a methods=GET,POST");

        // When // Then
        assertAllowed(asks(CART, "POST", "shop.example.com", "/a?b=c"), "shop", "cart", "cart");
        assertAllowed(asks(PLAYER, "GET", "shop.example.com", "/a"), "media", "player", "player");
        assertDenied(asks(CART, "GET", "shop.example.com", "/a"), "wrong_namespace");
        assertDenied(asks(CART, "POST", "Shop.example.com", "/a"), "wrong_namespace");
    }

    @Test
    void aHostWithAPortIsReadInBothWays() {
        // Given
        routes("shop/cart path=/a host=shop.example.com ; media/player path=/a");

        // When // Then
        assertNoTarget(asks(CART, "GET", "shop.example.com:80", "/a"), "ambiguous_target", "media/player");
    }

    @Test
    void forwardedHeadersOfAClientAreNotRead() {
        assertAllowed(
                ask(
                        PROXY,
                        request(
                                FISSION + "/shop/1",
                                "X-Forwarded-For: " + CART,
                                "X-Forwarded-Method: DELETE",
                                "X-Forwarded-Host: media",
                                "X-Forwarded-Uri: /media/1",
                                "X-Forwarded-Uri: /media/2")),
                "shop",
                "basket",
                "cart");
    }

    @Test
    void aPodMayAskForItself() {
        assertAllowed(ask(CART, "GET", FISSION + "/shop/1"), "shop", "basket", "cart");
        assertDenied(ask(PLAYER, "GET", FISSION + "/shop/1"), "wrong_namespace");
    }

    @Test
    void theQueryIsTheClients() {
        // Given
        assertAllowed(asks(CART, "GET", "h", "/shop/1?wait=soon&namespace=media&%zz"), "shop", "basket", "cart");

        // When
        RawHttp.Response answer = asks("127.0.0.4", "GET", "h", "/shop/1?wait=1m");

        // Then: nobody is waited for
        assertDenied(answer, "not_found");
        assertThat(cache.waits()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/authorize/fission%2fshop/1",
                "/%61uthorize/fission/shop/1",
                "/authorize/%66ission/shop/1",
                "/authorize/fissions/shop/1",
                "/authorize/fission*",
                "/authorize/fission;/shop/1",
                "/x/../authorize/fission/shop/1",
                "//authorize/fission/shop/1",
                "http://pod-watcher:8080/authorize/fission/shop/1"
            })
    void aPathOfOursThatCouldBeReadInTwoWaysNamesNoTarget(String target) {
        // When
        RawHttp.Response answer = ask(PROXY, request(target, "X-Forwarded-For: " + CART));

        // Then
        if (answer.status() == 404) {
            assertThat(answer.reason()).isEqualTo("unknown_path");
        } else {
            assertNoTarget(answer, "bad_request", "must begin with /authorize/fission");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2049, 4100, 4181, 4182, 4183, 5000, 60_000})
    void aPathThatIsTooLongIsDeniedAlsoWhereItWasCut(int length) {
        // Given
        String path = "/shop/" + "a".repeat(length - 6);
        int kept = 4200 - FISSION.length();
        routes("shop/cart prefix=/shop ; shop/same path=" + path.substring(0, Math.min(length, kept)));

        // When // Then
        assertNoTarget(asks(CART, "GET", "h", path), "bad_target", "longer than 2048");
        assertNoTarget(asks(CART, "GET", "h", path + "/../x"), "bad_target", "longer than 2048");
        assertThat(asks(CART, "GET", "h", "/shop/1?" + "q".repeat(length)).status())
                .isEqualTo(200);
    }

    private RawHttp.Response asks(String caller, String method, String host, String uri) {
        return ask(
                PROXY,
                "%s %s%s HTTP/1.1\r\nHost: %s\r\nX-Forwarded-For: %s\r\n\r\n"
                        .formatted(method, FISSION, uri, host, caller));
    }
}
