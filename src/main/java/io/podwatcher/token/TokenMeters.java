package io.podwatcher.token;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** How many tokens were signed, how many keys are published, and how often the files could not be used. Any thread. */
final class TokenMeters {

    private final Counter signed;
    private final Counter failures;
    private volatile int keys;

    TokenMeters(MeterRegistry registry) {
        signed = Counter.builder("pod.watcher.tokens.signed")
                .description("Tokens signed with a key of TOKEN_KEY_FILE; one is used again for half its life")
                .register(registry);
        failures = Counter.builder("pod.watcher.token.key.reload.failures")
                .description("Checks, one in 10 seconds, at which TOKEN_KEY_FILE or FISSION_ROUTER_KEY_FILE could not"
                        + " be used; the keys in use were kept")
                .register(registry);
        Gauge.builder("pod.watcher.token.keys", this, meters -> meters.keys)
                .description("Public keys in /.well-known/jwks.json, old ones included")
                .register(registry);
    }

    void signed() {
        signed.increment();
    }

    void failed() {
        failures.increment();
    }

    void published(int count) {
        keys = count;
    }
}
