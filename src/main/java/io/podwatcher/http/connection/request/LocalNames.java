package io.podwatcher.http.connection.request;

import io.podwatcher.model.IpAddress;
import java.util.List;
import java.util.Locale;

/**
 * Decides which {@code Host} a client on this machine may send. {@code kubectl port-forward} makes the service
 * reachable on a developer's loopback address, and any web site can point a name of its own there (DNS rebinding): its
 * scripts could then read the map as same-origin. Only the name reveals this, so names that a site can own are refused.
 * A proxy on loopback passes on its client's Host, so paths that show nothing of the map accept every name. Stateless.
 */
final class LocalNames {

    private static final List<String> OPEN_PATHS =
            List.of("/authorize", "/health", "/ready", "/metrics", "/openapi.yaml");

    /** Names that no public DNS serves: those of RFC 6761, and of services in a cluster. */
    private static final List<String> PRIVATE_SUFFIXES = List.of(".localhost", ".svc", ".svc.cluster.local");

    /** The service's name in the documentation. */
    private static final String DOCUMENTED = "pod-watcher.pod-watcher";

    private LocalNames() {}

    /** Whether this target shows nothing of the map. */
    static boolean isOpen(String target) {
        for (String path : OPEN_PATHS) {
            if (target.startsWith(path)
                    && (target.length() == path.length() || "?/".indexOf(target.charAt(path.length())) >= 0)) {
                return true;
            }
        }
        return false;
    }

    /** Whether no web site can own this host, given with or without its port. */
    static boolean isPrivate(String host) {
        String name = withoutPort(host).toLowerCase(Locale.ROOT);
        return name.indexOf('.') < 0
                || name.equals(DOCUMENTED)
                || PRIVATE_SUFFIXES.stream().anyMatch(name::endsWith)
                || IpAddress.parse(name).isPresent();
    }

    /** Strips the port, and the brackets of an IPv6 address. */
    private static String withoutPort(String host) {
        if (host.startsWith("[")) {
            int bracket = host.indexOf(']');
            boolean ends = bracket == host.length() - 1 || host.startsWith(":", bracket + 1);
            return bracket > 0 && ends ? host.substring(1, bracket) : host;
        }
        int colon = host.indexOf(':');
        return colon < 0 ? host : host.substring(0, colon);
    }
}
