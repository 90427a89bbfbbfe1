package io.podwatcher.http.forwardauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.http.RawHttp;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A call that a proxy describes in X-Forwarded-Method, -Host and -Uri. */
class FissionHeadersTest extends AskingAboutFission {

    private static final String FOR = "X-Forwarded-For: " + CART;
    private static final String METHOD = "X-Forwarded-Method: GET";
    private static final String HOST = "X-Forwarded-Host: shop.example.com";
    private static final String URI = "X-Forwarded-Uri: /shop/1";

    @Test
    void eachIsReadWhateverTheCaseOfItsName() {
        assertAllowed(ask(PROXY, request(FISSION, FOR, METHOD, HOST, URI)), "shop", "basket", "cart");
        assertAllowed(
                ask(
                        PROXY,
                        request(
                                FISSION,
                                FOR,
                                METHOD.toLowerCase().replace("get", "GET"),
                                HOST.toLowerCase(),
                                URI.toLowerCase())),
                "shop",
                "basket",
                "cart");
    }

    @Test
    void methodAndHostOfTheQuestionAreNotTheCalls() {
        // Given
        routes("shop/cart path=/a methods=POST host=shop.example.com ; media/player path=/a methods=GET");
        String question = "PUT " + FISSION + " HTTP/1.1\r\nHost: pod-watcher\r\nX-Forwarded-Uri: /a\r\n" + FOR + "\r\n";

        // When // Then
        assertAllowed(
                ask(PROXY, question + "X-Forwarded-Method: POST\r\n" + HOST + "\r\n\r\n"), "shop", "cart", "cart");
        assertDenied(ask(PROXY, question + METHOD + "\r\n" + HOST + "\r\n\r\n"), "wrong_namespace");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void eachMustBeThereExactlyOnce(int index) {
        // Given
        List<String> missing = new ArrayList<>(List.of(METHOD, HOST, URI));
        String header = missing.remove(index);
        List<String> twice = new ArrayList<>(List.of(METHOD, HOST, URI, header));

        // When // Then
        String advice = "once each; of " + header.substring(0, header.indexOf(':')) + " there are ";
        assertNoTarget(asks(missing), "bad_target", advice + 0);
        assertNoTarget(asks(twice), "bad_target", advice + 2);
        assertThat(asks(List.of(METHOD, HOST, URI)).status()).isEqualTo(200);
    }

    private RawHttp.Response asks(List<String> headers) {
        List<String> all = new ArrayList<>(headers);
        all.add(FOR);
        return ask(PROXY, request(FISSION, all.toArray(String[]::new)));
    }

    @ParameterizedTest
    @CsvSource({CART + ", cart", PLAYER + ", player"})
    void fromAPeerThatIsNotTrustedTheyAreNotBelieved(String peer, String pod) {
        // When
        RawHttp.Response answer = ask(peer, request(FISSION, METHOD, HOST, URI));

        // Then
        assertNoTarget(answer, "untrusted_proxy", "TRUSTED_PROXIES");
        assertThat(answer.header("x-source-pod")).isEqualTo(pod);
        assertNoTarget(ask(peer, request(FISSION, FOR, METHOD, HOST, URI)), "untrusted_proxy", "service account");
        assertNoTarget(ask(NOBODY, request(FISSION, FOR, METHOD, HOST, URI)), "untrusted_proxy", "TRUSTED_PROXIES");
    }

    @Test
    void aProxyThatNamesNoCallerIsDenied() {
        assertNoTarget(ask(PROXY, request(FISSION, METHOD, HOST, URI)), "bad_forwarded_for", "X-Forwarded-For");
        assertNoTarget(
                ask(PROXY, request(FISSION, FOR, FOR, METHOD, HOST, URI)), "bad_forwarded_for", "X-Forwarded-For");
    }

    @Test
    void othersOfTheSameMeaningAreNotRead() {
        assertAllowed(
                ask(
                        PROXY,
                        request(
                                FISSION,
                                FOR,
                                METHOD,
                                HOST,
                                URI,
                                "X-Forwarded-Path: /media/1",
                                "X_Forwarded_Uri: /media/1",
                                "X-Original-URI: /media/1",
                                "X-HTTP-Method-Override: POST",
                                "X-Forwarded-Prefix: /media",
                                "X-Target-Namespace: media",
                                "Forwarded: host=media;for=127.0.0.3")),
                "shop",
                "basket",
                "cart");
    }

    @Test
    void aLongQueryIsNotKept() {
        assertAllowed(asks(CART, "/shop/1?" + "q".repeat(50_000)), "shop", "basket", "cart");
    }

    @ParameterizedTest
    @ValueSource(ints = {2049, 2099, 2100, 2101, 4000, 5000, 60_000})
    void aPathThatIsTooLongIsDeniedAlsoWhereItWasCut(int length) {
        // Given
        String path = "/shop/" + "a".repeat(length - 6);
        routes("shop/cart prefix=/shop ; shop/same path=%s ; shop/any path=/{x:.*}"
                .formatted(path.substring(0, Math.min(length, 2100))));

        // When // Then
        assertNoTarget(asks(CART, path), "bad_target", "longer than 2048");
        assertNoTarget(asks(CART, path + "?a=b"), "bad_target", "longer than 2048");
        assertThat(asks(CART, path.substring(0, 2048)).status()).isEqualTo(200);
    }

    @Test
    void aLongPathAsksAboutANamespaceAsBefore() {
        assertThat(ask(PROXY, request("/authorize?namespace=shop", FOR, METHOD, HOST, URI + "/a".repeat(20_000)))
                        .status())
                .isEqualTo(200);
    }
}
