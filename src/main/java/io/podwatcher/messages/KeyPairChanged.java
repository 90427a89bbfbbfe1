package io.podwatcher.messages;

import io.vertx.core.net.KeyCertOptions;

/**
 * Published to all HTTP verticles: new connections get this certificate.
 *
 * @param keyPair the certificates and their key, checked; must not be modified
 */
public record KeyPairChanged(KeyCertOptions keyPair) {

    /** Without the key. */
    @Override
    public String toString() {
        return "KeyPairChanged";
    }
}
