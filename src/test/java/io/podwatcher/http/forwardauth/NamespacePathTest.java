package io.podwatcher.http.forwardauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.http.RawHttp;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /authorize/namespace/N}, behind which gateways append the client's own path and query. */
@ExtendWith(VertxExtension.class)
class NamespacePathTest extends AskingToAuthorize {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/authorize/namespace/shop",
                "/authorize/namespace/shop/",
                "/authorize/namespace/shop?namespace=media",
                "/authorize/namespace/shop/cart/1?serviceAccount=cook&x=%zz;#",
                "/authorize/namespace/shop//..%2f../media",
                "/authorize/namespace/shop/../media?original=1"
            })
    void whatFollowsTheNamespaceIsNotRead(String target) {
        assertThat(ask("127.0.0.2", "GET", target).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "DELETE", "OPTIONS", "PROPFIND"})
    void everyMethodIsAnswered(String method) {
        assertThat(ask("127.0.0.2", method, "/authorize/namespace/shop/x").status())
                .isEqualTo(200);
    }

    @Test
    void aPodOfAnotherNamespaceIsDeniedWhateverTheClientAppends() {
        assertDenied(ask("127.0.0.2", "GET", "/authorize/namespace/media/shop?namespace=shop"), "wrong_namespace");
        assertDenied(
                ask("127.0.0.2", "GET", "/authorize/namespace/media/../shop?namespace=shop&original="),
                "wrong_namespace");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/authorize/namespace/?namespace=shop",
                "/authorize/namespace/?",
                "/authorize/namespace//shop?namespace=shop",
                "/authorize/namespace/sh%6fp",
                "/authorize/namespace/Shop",
                "/authorize/namespace/shop,media",
                "/authorize/namespace?namespace=shop",
                "/%61uthorize/namespace/shop?namespace=shop",
                "/authorize/n%61mespace/shop?namespace=shop",
                "/x/../authorize/namespace/shop?namespace=shop",
                "http://pod-watcher:8080/authorize/namespace/shop?namespace=shop"
            })
    void aPathThatCouldBeReadInTwoWaysIsDenied(String target) {
        // When
        RawHttp.Response answer = ask("127.0.0.2", "GET", target);

        // Then
        assertNobodyKnown(answer, "bad_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/authorize/shop?namespace=shop", "/authorize/namespaces/shop", "/authorizes"})
    void otherPathsAreUnknown(String target) {
        assertThat(ask("127.0.0.2", "GET", target).reason()).isEqualTo("unknown_path");
    }
}
