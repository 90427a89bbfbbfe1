package io.podwatcher.authorize;

import io.podwatcher.model.Cidr;
import io.podwatcher.model.IpAddress;
import java.util.List;
import java.util.Optional;

/**
 * Finds out whose call it is that a proxy asks about. What a peer says of others counts only when the peer is a trusted
 * proxy, because anyone can write a header. Immutable; any thread.
 *
 * @param ranges where the trusted proxies are; empty trusts none
 */
public record TrustedProxies(List<Cidr> ranges) {

    /** Whether the address is a trusted proxy's. */
    public boolean contains(IpAddress address) {
        for (Cidr range : ranges) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The caller's address: the peer's own, or what a trusted proxy says. Each proxy appends the address it was called
     * from, so the rightmost that is not itself a trusted proxy's was written by one that is; whatever stands left of
     * it may have been written by the caller.
     *
     * @param peer the other end of the connection
     * @param forwardedFor the values of all X-Forwarded-For headers
     * @return empty when a trusted proxy does not say it in one well-formed header
     */
    public Optional<IpAddress> caller(IpAddress peer, List<String> forwardedFor) {
        if (!contains(peer)) {
            return Optional.of(peer);
        }
        return forwardedFor.size() == 1 ? rightmostUntrusted(forwardedFor.get(0)) : Optional.empty();
    }

    private Optional<IpAddress> rightmostUntrusted(String addresses) {
        IpAddress caller = null;
        for (String text : addresses.split(",", -1)) {
            Optional<IpAddress> address = IpAddress.parse(text.strip());
            if (address.isEmpty()) {
                return Optional.empty();
            }
            if (!contains(address.get())) {
                caller = address.get();
            }
        }
        return Optional.ofNullable(caller);
    }
}
