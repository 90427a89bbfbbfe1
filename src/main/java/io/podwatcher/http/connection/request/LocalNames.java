package io.podwatcher.http.connection.request;

import io.podwatcher.model.IpAddress;
import java.util.List;
import java.util.Locale;

/**
 * Which {@code Host} a client on this machine may send. {@code kubectl port-forward} makes the service reachable on the
 * loopback address of a developer, and any web site can point a name of its own there (DNS rebinding): its scripts
 * would then read the map as if it were their own. Only the name shows it, so names that a site can own are refused. A
 * proxy on loopback passes on whatever its client asked for, so paths that show nothing of the map take every name.
 * Stateless.
 */
final class LocalNames {

    private static final List<String> OPEN_PATHS =
            List.of("/authorize", "/health", "/ready", "/metrics", "/openapi.yaml");

    /** Names that no public DNS serves: RFC 6761, and those that a cluster gives to services. */
    private static final List<String> PRIVATE_SUFFIXES = List.of(".localhost", ".svc", ".svc.cluster.local");

    /** The service as the documentation names it. */
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

    /** The name or the address; an IPv6 address without its brackets. */
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
