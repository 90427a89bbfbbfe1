package io.podwatcher.messages;

import io.vertx.core.net.KeyCertOptions;

/**
 * Published to everyone who listens with TLS: new connections get this certificate.
 *
 * @param keyPair the certificates and their key, checked; not changed by anyone
 */
public record KeyPairChanged(KeyCertOptions keyPair) {

    /** Without the key. */
    @Override
    public String toString() {
        return "KeyPairChanged";
    }
}
