package io.podwatcher.settings;

import io.podwatcher.model.Cidr;
import io.podwatcher.model.Glob;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.PeerList;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All settings, read once at start from environment variables of the same names. Immutable; any thread.
 *
 * @param port PORT, the TCP port to listen on; 0 takes a free one
 * @param host HOST, the address to listen on
 * @param httpInstances HTTP_INSTANCES, event loops that answer HTTP
 * @param clusterCidr CLUSTER_CIDR, the ranges of pod IPs to keep; empty keeps all
 * @param watchNamespace WATCH_NAMESPACE, the only namespace to watch; empty for all
 * @param labelSelector LABEL_SELECTOR, in the Kubernetes syntax, of the pods to watch; empty for all
 * @param nodeName NODE_NAME, the only node whose pods to watch; empty for all
 * @param excludeAnnotations EXCLUDE_ANNOTATIONS, patterns of annotation keys that are not served
 * @param waitMax WAIT_MAX, the longest that a lookup may wait for its IP to come; 0 lets none wait
 * @param watchMaxAge WATCH_MAX_AGE, how long without word from the API server until not ready
 * @param authorizeMaxAge AUTHORIZE_MAX_AGE, how long without word from the API server until nobody is let in
 * @param trustedProxies TRUSTED_PROXIES, the proxies that may name the caller in X-Forwarded-For; empty trusts none
 * @param allowedClients ALLOWED_CLIENTS, the clients that may read the map; empty when it is not set, and all may
 * @param tlsCertFile TLS_CERT_FILE, the certificate in PEM; empty for plain HTTP, as is tlsKeyFile then
 * @param tlsKeyFile TLS_KEY_FILE, the certificate's key in PEM
 * @param ui UI, whether there is a page for people
 * @param logLevel LOG_LEVEL, as Logback names it
 * @param logFormat LOG_FORMAT, text or json
 */
public record Settings(
        int port,
        String host,
        int httpInstances,
        List<Cidr> clusterCidr,
        Optional<String> watchNamespace,
        Optional<String> labelSelector,
        Optional<String> nodeName,
        List<Glob> excludeAnnotations,
        Duration waitMax,
        Duration watchMaxAge,
        Duration authorizeMaxAge,
        PeerList trustedProxies,
        Optional<PeerList> allowedClients,
        Optional<Path> tlsCertFile,
        Optional<Path> tlsKeyFile,
        boolean ui,
        String logLevel,
        String logFormat) {

    private static final List<Glob> LAST_APPLIED =
            List.of(Glob.parse("kubectl.kubernetes.io/last-applied-configuration"));

    /**
     * Reads the settings.
     *
     * @param variables the environment
     * @throws InvalidSettings when any variable is wrong; it names them all
     */
    public static Settings from(Map<String, String> variables) throws InvalidSettings {
        Environment env = new Environment(variables);
        Settings settings = new Settings(
                env.number("PORT", 8080, 0, 65535),
                env.value("HOST", "0.0.0.0", Values::host),
                env.number("HTTP_INSTANCES", Runtime.getRuntime().availableProcessors(), 1, 1024),
                clusterCidr(env),
                env.value("WATCH_NAMESPACE", Optional.empty(), value -> Optional.of(Values.name(value))),
                env.value("LABEL_SELECTOR", Optional.empty(), value -> Optional.of(Values.selector(value))),
                env.value("NODE_NAME", Optional.empty(), value -> Optional.of(Values.name(value))),
                env.list("EXCLUDE_ANNOTATIONS", LAST_APPLIED, Glob::parse),
                env.value("WAIT_MAX", Duration.ofSeconds(5), Values::wait),
                env.value("WATCH_MAX_AGE", Duration.ofMinutes(3), Values::positive),
                env.value("AUTHORIZE_MAX_AGE", Duration.ofMinutes(3), Values::wholeSecond),
                trustedProxies(env),
                allowedClients(env),
                env.text("TLS_CERT_FILE").map(Path::of),
                env.text("TLS_KEY_FILE").map(Path::of),
                env.oneOf("UI", "on", "off").equals("on"),
                env.oneOf("LOG_LEVEL", "INFO", "TRACE", "DEBUG", "WARN", "ERROR", "OFF"),
                env.oneOf("LOG_FORMAT", "text", "json"));
        env.requireBoth("TLS_CERT_FILE", "TLS_KEY_FILE");
        env.throwIfInvalid();
        return settings;
    }

    /**
     * Where the instance with these settings can be asked from its own machine: an address of all is no address to ask.
     */
    public String reachableHost() {
        return switch (host) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::" -> "[::1]";
            default -> host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        };
    }

    /** Whether an address may be in the map. */
    public boolean keeps(IpAddress ip) {
        return clusterCidr.isEmpty() || clusterCidr.stream().anyMatch(range -> range.contains(ip));
    }

    /** A list of nothing would keep everything, which nobody who writes a list means. */
    private static List<Cidr> clusterCidr(Environment env) {
        env.value("CLUSTER_CIDR", "", value -> {
            if (value.replace(",", "").isBlank()) {
                throw new IllegalArgumentException("'" + value + "' names no range; unset it to keep all");
            }
            return value;
        });
        return env.list("CLUSTER_CIDR", List.of(), Cidr::parse);
    }

    private static PeerList trustedProxies(Environment env) {
        PeerList peers = peers(env, "TRUSTED_PROXIES");
        return env.value("TRUSTED_PROXIES", peers, value -> {
            if (Cidr.coverEverything(peers.ranges())) {
                throw new IllegalArgumentException(
                        "'" + value + "' would trust everyone: anybody could then say who calls");
            }
            return peers;
        });
    }

    private static Optional<PeerList> allowedClients(Environment env) {
        return env.value("ALLOWED_CLIENTS", Optional.empty(), value -> {
            if (value.replace(",", "").isBlank()) {
                throw new IllegalArgumentException("'" + value + "' allows nobody; unset it to allow everybody");
            }
            return Optional.of(peers(env, "ALLOWED_CLIENTS"));
        });
    }

    /** Addresses, ranges and identities, in any order. */
    private static PeerList peers(Environment env, String name) {
        return env.list(name, List.of(), Values::peer).stream().reduce(PeerList.EMPTY, PeerList::and);
    }
}
