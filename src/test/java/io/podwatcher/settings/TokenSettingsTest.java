package io.podwatcher.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenSettingsTest {

    @Test
    void withoutAKeyThereAreNoTokens() throws InvalidSettings {
        assertThat(Settings.from(Map.of()).tokens()).isEmpty();
    }

    @Test
    void theIssuerIsTheServiceOfTheManifestsWithTheSchemeOfThePort() throws InvalidSettings {
        // When
        Optional<TokenSettings> plain =
                Settings.from(Map.of("TOKEN_KEY_FILE", "/tokens/tls.key")).tokens();
        Optional<TokenSettings> tls = Settings.from(Map.of(
                        "TOKEN_KEY_FILE", "/tokens/tls.key", "TLS_CERT_FILE", "/tls.crt", "TLS_KEY_FILE", "/tls.key"))
                .tokens();

        // Then
        assertThat(plain)
                .contains(new TokenSettings(
                        Optional.of(Path.of("/tokens/tls.key")),
                        "http://pod-watcher.pod-watcher:8080",
                        Optional.empty()));
        assertThat(tls.orElseThrow().issuer()).isEqualTo("https://pod-watcher.pod-watcher:8080");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://tokens.example.com", "http://pod-watcher.team:8080", "https://example.com/pod-watcher"})
    void anIssuerIsAUrl(String issuer) throws InvalidSettings {
        assertThat(Settings.from(Map.of("TOKEN_KEY_FILE", "/key", "TOKEN_ISSUER", issuer))
                        .tokens()
                        .orElseThrow()
                        .issuer())
                .isEqualTo(issuer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pod-watcher",
                "pod-watcher.pod-watcher:8080",
                "ftp://pod-watcher",
                "https://",
                "https://pod-watcher/",
                "https://pod-watcher?a=b",
                "https://pod-watcher#a",
                "https://user@pod-watcher",
                "https://pod watcher",
                "urn:pod-watcher"
            })
    void whatVerifiersCouldNotReachIsNoIssuer(String issuer) {
        assertThatThrownBy(() -> Settings.from(Map.of("TOKEN_KEY_FILE", "/key", "TOKEN_ISSUER", issuer)))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageStartingWith("TOKEN_ISSUER: '" + issuer + "' is not ");
    }

    @Test
    void theRoutersKeyAloneIsEnoughWithFission() throws InvalidSettings {
        // When
        TokenSettings tokens = Settings.from(Map.of("FISSION", "on", "FISSION_ROUTER_KEY_FILE", "/router/key"))
                .tokens()
                .orElseThrow();

        // Then
        assertThat(tokens.keyFile()).isEmpty();
        assertThat(tokens.routerKeyFile()).contains(Path.of("/router/key"));
    }

    @Test
    void whatHasNoEffectAloneIsRefused() {
        assertThatThrownBy(() -> Settings.from(Map.of("TOKEN_ISSUER", "https://a")))
                .hasMessage("TOKEN_KEY_FILE: is needed with TOKEN_ISSUER");
        assertThatThrownBy(() -> Settings.from(Map.of("FISSION_ROUTER_KEY_FILE", "/key")))
                .hasMessage("FISSION: is needed with FISSION_ROUTER_KEY_FILE");
        assertThatThrownBy(() -> Settings.from(Map.of("FISSION_ROUTER_KEY_FILE", "/key", "FISSION", "off")))
                .hasMessage("FISSION: must not be off with FISSION_ROUTER_KEY_FILE");
    }
}
