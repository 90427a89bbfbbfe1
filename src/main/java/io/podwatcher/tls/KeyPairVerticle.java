package io.podwatcher.tls;

import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.KeyPairChanged;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.net.KeyCertOptions;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks whether the certificate has been renewed, and publishes the new one to the HTTP verticles. A worker verticle:
 * it reads files. They are compared by what is in them, because a mounted Secret changes by turning a link, without a
 * new time of any file.
 */
public final class KeyPairVerticle extends VerticleBase {

    /** A renewed certificate has days until the old one ends; the kubelet itself takes a minute to bring it. */
    public static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(KeyPairVerticle.class);

    private final KeyPairFiles files;
    private final Duration lookEvery;
    private KeyPairFiles.Content inUse;
    private KeyPairFiles.Content refused;
    private String problem = "";

    /**
     * @param files where certificate and key are
     * @param lookEvery how often to look
     */
    public KeyPairVerticle(KeyPairFiles files, Duration lookEvery) {
        this.files = files;
        this.lookEvery = lookEvery;
    }

    @Override
    public Future<?> start() throws InvalidKeyPair {
        inUse = files.read();
        vertx.setPeriodic(lookEvery.toMillis(), timer -> look());
        // Loaded again, because the files may have changed since the listeners were given theirs.
        publish(files.load(vertx, inUse));
        return Future.succeededFuture();
    }

    private void look() {
        try {
            KeyPairFiles.Content found = files.read();
            if (!found.isSame(inUse) && (refused == null || !found.isSame(refused))) {
                use(found);
            }
        } catch (InvalidKeyPair e) {
            keepOld(e);
        }
    }

    private void use(KeyPairFiles.Content found) throws InvalidKeyPair {
        // Told once: the same content is not tried again.
        refused = found;
        publish(files.load(vertx, found));
        inUse = found;
        problem = "";
        log.info("TLS: a new certificate is in use");
    }

    private void keepOld(InvalidKeyPair failure) {
        if (!problem.equals(failure.getMessage())) {
            problem = failure.getMessage();
            log.error("TLS: the certificate in use is kept: {}", problem);
        }
    }

    private void publish(KeyCertOptions keyPair) {
        vertx.eventBus().publish(BusAddresses.KEY_PAIR, new KeyPairChanged(keyPair), BusAddresses.LOCAL);
    }
}
