package io.podwatcher.http.forwardauth;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.log.RateLimit;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.Identity;
import io.podwatcher.model.IpAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports peers that name a caller without being trusted to. Usually that is a proxy missing in TRUSTED_PROXIES, which
 * is then taken for the caller of all its requests. On the event loop of one HTTP verticle.
 */
final class UntrustedForwarders {

    private static final Logger log = LoggerFactory.getLogger(UntrustedForwarders.class);

    private final RateLimit lines = new RateLimit(3);
    private final Counter count;

    UntrustedForwarders(MeterRegistry registry) {
        count = Counter.builder("pod.watcher.untrusted.forwarded")
                .description("Requests with X-Forwarded-For from peers that are not in TRUSTED_PROXIES")
                .register(registry);
    }

    /**
     * A peer that is not trusted has sent X-Forwarded-For, which is not read.
     *
     * @param owner what the map says of its address
     */
    void report(IpAddress peer, LookupResult owner) {
        count.increment();
        lines.report(
                1,
                times -> log.warn(
                        "{} asks with X-Forwarded-For and is not in TRUSTED_PROXIES, so it is taken for the caller"
                                + " itself. If it is your proxy, add {} to TRUSTED_PROXIES{}",
                        peer,
                        owner instanceof LookupResult.Owned owned ? Identity.of(owned.pod()) : peer,
                        RateLimit.leftOut(times)));
    }
}
