package io.podwatcher.watch.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerConfigTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'corsConfig': null, 'ingressconfig': null}",
                "{'corsConfig': {}}",
                "{'corsConfig': {'allowOrigins': null, 'maxAge': '', 'allowHeaders': ['X-A'], 'exposeHeaders': null}}",
                "{'corsConfig': {'allowOrigins': ['https://shop.example', 'http://localhost:8080']}}",
                "{'corsConfig': {'allowOrigins': ['https://shop.example'], "
                        + "'allowCredentials': true, 'maxAge': '1h30m'}}",
                "{'corsConfig': {'allowOrigins': ['*'], 'allowCredentials': false, 'maxAge': '500ms'}}",
                "{'ingressconfig': {}}",
                "{'ingressconfig': {'annotations': null, 'path': '', 'host': ''}}",
                "{'ingressconfig': {'host': '*', 'path': '/', 'tls': 'secret'}}",
                "{'ingressconfig': {'host': 'shop.example', 'path': '/a/b-c_d.e'}}",
                "{'ingressconfig': {'annotations': {'nginx.ingress.kubernetes.io/rewrite-target': '/$1', 'x': ''}}}"
            })
    void plainSettingsAreSurelyAccepted(String spec) {
        assertThat(isAccepted(spec)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'corsConfig': {'allowOrigins': ['shop.example']}}",
                "{'corsConfig': {'allowOrigins': ['https://shop.example/']}}",
                "{'corsConfig': {'allowOrigins': ['https://*.example']}}",
                "{'corsConfig': {'allowOrigins': ['https://shop.example', 'null']}}",
                "{'corsConfig': {'allowOrigins': [null]}}",
                "{'corsConfig': {'allowOrigins': ['']}}",
                "{'corsConfig': {'allowOrigins': ['*'], 'allowCredentials': true}}",
                "{'corsConfig': {'maxAge': '1 hour'}}",
                "{'corsConfig': {'maxAge': '3600'}}",
                "{'corsConfig': {'maxAge': '-1h'}}",
                "{'ingressconfig': {'host': '*.example'}}",
                "{'ingressconfig': {'host': 'Shop.example'}}",
                "{'ingressconfig': {'host': 'shop_1.example'}}",
                "{'ingressconfig': {'host': 'shop.example.'}}",
                "{'ingressconfig': {'path': 'cart'}}",
                "{'ingressconfig': {'path': '/cart(.*)'}}",
                "{'ingressconfig': {'annotations': {'': 'x'}}}",
                "{'ingressconfig': {'annotations': {'a/b/c': 'x'}}}",
                "{'ingressconfig': {'annotations': {'-a': 'x'}}}"
            })
    void whatTheRouterRejectsOrMayRejectIsNot(String spec) {
        assertThat(isAccepted(spec)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {253, 254})
    void hostIsAcceptedUpToTheLengthOfADomainName(int length) {
        // Given
        String host = "a." + "b.".repeat((length - 3) / 2) + (length % 2 == 0 ? "cc" : "c");

        // Then
        assertThat(host).hasSize(length);
        assertThat(isAccepted("{'ingressconfig': {'host': '" + host + "'}}")).isEqualTo(length <= 253);
    }

    private static boolean isAccepted(String spec) {
        return TriggerConfig.isSurelyAccepted(
                Triggers.resource(spec.replace('\'', '"'), "{}").getSpec());
    }
}
