package io.podwatcher.messages.token;

import java.util.Optional;

/**
 * Published to all HTTP verticles at each check of the key files.
 *
 * @param jwks the public keys as a JSON Web Key Set; empty if no key signs tokens
 * @param routerAuthorization the value of the header by which Fission's router lets a call in, valid for longer than
 *     it takes until the next one is published; empty without FISSION_ROUTER_KEY_FILE
 */
public record TokenKeys(Optional<String> jwks, Optional<String> routerAuthorization) {

    /** Nothing has been published yet. */
    public static final TokenKeys NONE = new TokenKeys(Optional.empty(), Optional.empty());

    /** Without the token of the router. */
    @Override
    public String toString() {
        return "TokenKeys[" + jwks.orElse("none") + "]";
    }
}
