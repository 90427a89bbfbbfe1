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
public record TokenSettings(Optional<Path> keyFile, String issuer, Optional<Path> routerKeyFile) {}
