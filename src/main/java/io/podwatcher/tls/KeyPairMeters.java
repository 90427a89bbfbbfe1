package io.podwatcher.tls;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;

/** When the certificate in use expires, and how often its files could not be used. Any thread. */
final class KeyPairMeters {

    private final Counter failures;
    private volatile Instant expiration;

    /**
     * @param expiration of the certificate in use
     */
    KeyPairMeters(Instant expiration, MeterRegistry registry) {
        this.expiration = expiration;
        Gauge.builder("pod.watcher.certificate.expiration.timestamp.seconds", this, KeyPairMeters::seconds)
                .description("When the certificate in use expires, or one of its chain before it; seconds since 1970")
                .register(registry);
        failures = Counter.builder("pod.watcher.certificate.reload.failures")
                .description("Checks, one in 10 seconds, at which TLS_CERT_FILE and TLS_KEY_FILE could not be used;"
                        + " the certificate in use was kept")
                .register(registry);
    }

    private double seconds() {
        return expiration.getEpochSecond();
    }

    void renewed(Instant newExpiration) {
        expiration = newExpiration;
    }

    void failed() {
        failures.increment();
    }
}
