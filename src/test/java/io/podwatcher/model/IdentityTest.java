package io.podwatcher.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podwatcher.http.FakeCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {

    @ParameterizedTest
    @CsvSource({
        "serviceaccount:ingress/caddy, ingress, caddy, true",
        "serviceaccount:ingress/caddy, ingress, default, false",
        "serviceaccount:ingress/caddy, shop, caddy, false",
        "serviceaccount:ingress/caddy, ingress, '', false",
        "namespace:ingress, ingress, caddy, true",
        "namespace:ingress, ingress, '', true",
        "namespace:ingress, ingress-2, caddy, false"
    })
    void isThatOfPodsInItsNamespaceAndWithItsServiceAccount(
            String identity, String namespace, String serviceAccount, boolean is) {
        // Given
        Pod pod = FakeCache.pod(namespace, "a", serviceAccount, "{}");

        // When // Then
        assertThat(Identity.parse(identity).isOf(pod)).isEqualTo(is);
    }

    @Test
    void isWrittenAsItIsRead() {
        assertThat(Identity.parse("serviceaccount:ingress/caddy.v2")).hasToString("serviceaccount:ingress/caddy.v2");
        assertThat(Identity.parse("namespace:ingress")).hasToString("namespace:ingress");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ingress",
                "namespace:",
                "namespace:*",
                "namespace:Ingress",
                "namespace:a.b",
                "namespace:-a",
                "namespace: a",
                "namespace:ingress/caddy",
                "Namespace:ingress",
                "serviceaccount:caddy",
                "serviceaccount:/caddy",
                "serviceaccount:ingress/",
                "serviceaccount:ingress/*",
                "serviceaccount:ingress/caddy/x",
                "serviceaccount:ingress/cad dy",
                "serviceAccount:ingress/caddy",
                "system:serviceaccount:ingress:caddy"
            })
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> Identity.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("serviceaccount:ingress/caddy or namespace:ingress");
    }
}
