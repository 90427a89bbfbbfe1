package io.podwatcher.http.token;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts answers that lack the token they should carry. Any thread. */
final class OmittedTokens {

    private final Counter overloaded;
    private final Counter failed;

    OmittedTokens(MeterRegistry registry) {
        overloaded = counter(registry, "overloaded");
        failed = counter(registry, "failed");
    }

    private static Counter counter(MeterRegistry registry, String reason) {
        return Counter.builder("pod.watcher.tokens.omitted")
                .description("Allowed calls answered without a token: too many waited for a signature, or it failed")
                .tag("reason", reason)
                .register(registry);
    }

    void overloaded() {
        overloaded.increment();
    }

    void failed(int answers) {
        failed.increment(answers);
    }
}
