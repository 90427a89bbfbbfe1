package io.podwatcher.tls;

import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.KeyPairChanged;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.net.KeyCertOptions;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks whether the certificate has been renewed, and publishes the new one to the HTTP verticles. A worker verticle,
 * because it reads files. They are compared by content: a mounted Secret changes by switching a symlink, which need not
 * change any modification time.
 */
public final class KeyPairVerticle extends VerticleBase {

    /** Certificates are renewed days before they expire, and the kubelet takes a minute to update the mounted files. */
    private static final Logger log = LoggerFactory.getLogger(KeyPairVerticle.class);

    private final KeyPairFiles files;
    private final Duration checkInterval;
    private final MeterRegistry registry;
    private KeyPairMeters meters;
    private KeyPairFiles.Content inUse;
    private KeyPairFiles.Content refused;
    private String problem = "";

    /**
     * @param files where certificate and key are
     * @param checkInterval how often to check the files
     * @param registry the registry for its meters
     */
    public KeyPairVerticle(KeyPairFiles files, Duration checkInterval, MeterRegistry registry) {
        this.files = files;
        this.checkInterval = checkInterval;
        this.registry = registry;
    }

    @Override
    public Future<?> start() throws InvalidKeyPair {
        inUse = files.read();
        // Loaded again, because the files may have changed since the listeners loaded them.
        KeyPairFiles.Loaded loaded = files.load(vertx, inUse);
        meters = new KeyPairMeters(loaded.expiration(), registry);
        vertx.setPeriodic(checkInterval.toMillis(), timer -> check());
        publish(loaded.keyPair());
        return Future.succeededFuture();
    }

    private void check() {
        try {
            KeyPairFiles.Content found = files.read();
            if (refused != null && found.isSame(refused)) {
                meters.failed();
            } else if (!found.isSame(inUse)) {
                use(found);
            }
        } catch (InvalidKeyPair e) {
            keepOld(e);
        }
    }

    private void use(KeyPairFiles.Content found) throws InvalidKeyPair {
        // Set before loading, so that content that fails is not tried again.
        refused = found;
        KeyPairFiles.Loaded loaded = files.load(vertx, found);
        refused = null;
        inUse = found;
        meters.renewed(loaded.expiration());
        publish(loaded.keyPair());
        problem = "";
        log.info("TLS: a new certificate is in use");
    }

    private void keepOld(InvalidKeyPair failure) {
        meters.failed();
        if (!problem.equals(failure.getMessage())) {
            problem = failure.getMessage();
            log.error("TLS: the certificate in use is kept: {}", problem);
        }
    }

    private void publish(KeyCertOptions keyPair) {
        vertx.eventBus().publish(BusAddresses.KEY_PAIR, new KeyPairChanged(keyPair), BusAddresses.LOCAL);
    }
}
