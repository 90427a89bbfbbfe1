package io.podwatcher.settings;

import io.podwatcher.model.Cidr;
import io.podwatcher.model.PeerList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the lists of peers: addresses, ranges and identities, in any order. A list whose ranges together contain every
 * address is refused, because it looks like a restriction and is not one.
 */
final class PeerSettings {

    private static final String PROXIES = "TRUSTED_PROXIES";
    private static final String CLIENTS = "ALLOWED_CLIENTS";

    private PeerSettings() {}

    static PeerList trustedProxies(Environment env) {
        PeerList proxies = peers(env, PROXIES, "unset it to trust no proxy");
        return env.value(PROXIES, proxies, value -> {
            if (Cidr.coverEverything(proxies.ranges())) {
                throw new IllegalArgumentException(
                        "'" + value + "' would trust every address: anybody could then name the caller");
            }
            return proxies;
        });
    }

    static Optional<PeerList> allowedClients(Environment env) {
        PeerList clients = peers(env, CLIENTS, "unset it to allow everybody");
        return env.value(CLIENTS, Optional.empty(), value -> {
            if (Cidr.coverEverything(clients.ranges())) {
                throw new IllegalArgumentException("'" + value + "' would allow everybody; unset it if you want that");
            }
            return Optional.of(clients);
        });
    }

    private static PeerList peers(Environment env, String name, String otherwise) {
        return env.listOfSome(name, List.of(), SettingParsers::peer, otherwise).stream()
                .reduce(PeerList.EMPTY, PeerList::and);
    }
}
