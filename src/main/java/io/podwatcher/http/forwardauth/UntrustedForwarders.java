package io.podwatcher.http.forwardauth;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.log.RateLimit;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.Identity;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports peers that name a caller without being trusted to. Usually that is a proxy missing in TRUSTED_PROXIES, which
 * is then taken for the caller of all its requests. On the event loop of one HTTP verticle.
 */
final class UntrustedForwarders {

    private static final Logger log = LoggerFactory.getLogger(UntrustedForwarders.class);

    /** The peers that have sent the header last; each has lines of its own, so that none hides another. */
    private static final int MAX_PEERS = 16;

    private static final String DEFAULT_ACCOUNT = "default";

    private final Counter count;
    private final Map<IpAddress, RateLimit> lines = new LinkedHashMap<>(MAX_PEERS, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<IpAddress, RateLimit> longestAgo) {
            return size() > MAX_PEERS;
        }
    };

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
        lines.computeIfAbsent(peer, first -> new RateLimit(1))
                .report(
                        1,
                        times -> log.warn(
                                "{} asks with X-Forwarded-For and is not in TRUSTED_PROXIES, so it is taken for the"
                                        + " caller itself. {}{}",
                                peer,
                                advice(peer, owner),
                                RateLimit.leftOut(times)));
    }

    private static String advice(IpAddress peer, LookupResult owner) {
        if (owner instanceof LookupResult.Owned owned) {
            Pod pod = owned.pod();
            String add = "If it is your proxy, add " + Identity.of(pod) + " to TRUSTED_PROXIES";
            return pod.serviceAccount().equals(DEFAULT_ACCOUNT)
                    ? add + ", after giving it a service account of its own: all pods of " + pod.namespace()
                            + " without one run as this account"
                    : add;
        }
        if (owner instanceof LookupResult.Ambiguous) {
            return "More than one pod claims its address, so it has no identity: look at kubectl get pods -A -o wide,"
                    + " and do not add the address";
        }
        return owner == LookupResult.Refused.HOST_NETWORK
                ? "Its address is a node's. If it is your proxy on the host network, add " + peer
                        + " to TRUSTED_PROXIES; everything else on that node's network is then trusted, too"
                : "No pod is known to have its address. A pod that has just started appears in a moment. If it is your"
                        + " proxy outside the cluster, add " + peer
                        + " to TRUSTED_PROXIES; never add the address of a pod";
    }
}
