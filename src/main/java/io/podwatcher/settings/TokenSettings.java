package io.podwatcher.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What tokens are signed with; at least one of the files is given. Immutable; any thread.
 *
 * @param keyFile TOKEN_KEY_FILE, private keys in PEM; empty when no callers get tokens
 * @param issuer TOKEN_ISSUER, the URL that tokens name, without a slash at its end
 * @param routerKeyFile FISSION_ROUTER_KEY_FILE, the key of Fission's router; empty when that needs none
 */
public record TokenSettings(Optional<Path> keyFile, String issuer, Optional<Path> routerKeyFile) {

    private static final String DEFAULT_ISSUER = "://pod-watcher.pod-watcher:8080";

    /** The issuer is by default the Service of the manifests, with the scheme that the port speaks. */
    static Optional<TokenSettings> read(Environment env) {
        String scheme = env.text("TLS_CERT_FILE").isPresent() ? "https" : "http";
        String issuer = env.value("TOKEN_ISSUER", scheme + DEFAULT_ISSUER, SettingParsers::issuer);
        Optional<Path> key = env.text("TOKEN_KEY_FILE").map(Path::of);
        Optional<Path> router = env.text("FISSION_ROUTER_KEY_FILE").map(Path::of);
        return key.isEmpty() && router.isEmpty()
                ? Optional.empty()
                : Optional.of(new TokenSettings(key, issuer, router));
    }
}
