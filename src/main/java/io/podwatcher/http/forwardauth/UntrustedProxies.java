package io.podwatcher.http.forwardauth;

import io.podwatcher.model.IpAddress;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log which peers name a caller without being trusted to. Most often that is a proxy whose address
 * TRUSTED_PROXIES lacks: all of its calls then look like its own. On the event loop of one HTTP verticle.
 */
final class UntrustedProxies {

    /** Anyone can send the header, so only so many peers are logged. */
    private static final int MAX_LOGGED = 20;

    private static final Logger log = LoggerFactory.getLogger(UntrustedProxies.class);

    private final Set<IpAddress> logged = new HashSet<>();

    /** This peer has sent X-Forwarded-For, which is not read. */
    void forwards(IpAddress peer) {
        if (logged.size() < MAX_LOGGED && logged.add(peer)) {
            log.warn(
                    "{} asks /authorize with X-Forwarded-For and is not in TRUSTED_PROXIES: it is itself taken for the caller",
                    peer);
        }
    }
}
