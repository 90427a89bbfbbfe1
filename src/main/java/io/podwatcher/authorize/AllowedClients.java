package io.podwatcher.authorize;

import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.IpAddress;
import java.util.Optional;

/**
 * Who may read the map (ALLOWED_CLIENTS). Loopback clients always may: {@code kubectl port-forward} is one, and the API
 * server decides who may use it. Immutable; any thread.
 */
public final class AllowedClients {

    private static final IpAddress LOOPBACK_V4 = IpAddress.parse("127.0.0.1").orElseThrow();
    private static final IpAddress LOOPBACK_V6 = IpAddress.parse("::1").orElseThrow();

    private final Optional<PeerCheck> check;

    private AllowedClients(Optional<PeerCheck> check) {
        this.check = check;
    }

    public static AllowedClients everybody() {
        return new AllowedClients(Optional.empty());
    }

    /** Only the clients on this list, and loopback. */
    public static AllowedClients only(PeerCheck check) {
        return new AllowedClients(Optional.of(check));
    }

    public boolean allowsEverybody() {
        return check.isEmpty();
    }

    /** Whether the address alone lets this client read. */
    public boolean allowsAddress(IpAddress client) {
        return client.equals(LOOPBACK_V4)
                || client.equals(LOOPBACK_V6)
                || check.map(peers -> peers.list().containsAddress(client)).orElse(true);
    }

    /**
     * Whether its identity lets a client read that {@link #allowsAddress} does not.
     *
     * @param owner what the map says of its address
     * @param age of the map, in whole seconds
     */
    public boolean allowsIdentity(LookupResult owner, long age) {
        return check.map(peers -> peers.hasIdentity(owner, age)).orElse(true);
    }

    /** Whether the map is too old to identify clients. */
    public boolean isStale(long age) {
        return check.map(peers -> age >= peers.maxAge()).orElse(false);
    }
}
