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
import java.util.Set;

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
 * @param waitMax WAIT_MAX, the maximum time that a lookup may wait for its IP; 0 turns waiting off
 * @param watchMaxAge WATCH_MAX_AGE, above this age of the map the service is not ready
 * @param authorizeMaxAge AUTHORIZE_MAX_AGE, from this age of the map on every call is denied
 * @param audit AUTHORIZE_MODE, whether calls that would be denied are allowed and reported
 * @param trustedProxies TRUSTED_PROXIES, the proxies that may name the caller in X-Forwarded-For; empty trusts none
 * @param allowedClients ALLOWED_CLIENTS, the clients that may read the map; empty when it is not set, and all may
 * @param fission FISSION, the router whose triggers are watched; empty when it is off
 * @param tokens what tokens are signed with; empty when none are
 * @param history where owners of the past are kept; empty when they are not
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
        boolean audit,
        PeerList trustedProxies,
        Optional<PeerList> allowedClients,
        Optional<FissionRouter> fission,
        Optional<TokenSettings> tokens,
        Optional<HistorySettings> history,
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
        return read(new Environment(variables));
    }

    static Settings read(Environment env) throws InvalidSettings {
        Settings settings = new Settings(
                env.number("PORT", 8080, 0, 65535),
                env.value("HOST", "0.0.0.0", SettingParsers::host),
                env.number("HTTP_INSTANCES", Runtime.getRuntime().availableProcessors(), 1, 1024),
                env.listOfSome("CLUSTER_CIDR", List.of(), Cidr::parse, "unset it to keep all"),
                env.value("WATCH_NAMESPACE", Optional.empty(), value -> Optional.of(SettingParsers.namespace(value))),
                env.value("LABEL_SELECTOR", Optional.empty(), value -> Optional.of(SettingParsers.selector(value))),
                env.value("NODE_NAME", Optional.empty(), value -> Optional.of(SettingParsers.name(value))),
                env.list("EXCLUDE_ANNOTATIONS", LAST_APPLIED, SettingParsers::annotationKeys),
                env.value("WAIT_MAX", Duration.ofSeconds(5), SettingParsers::wait),
                env.value("WATCH_MAX_AGE", Duration.ofMinutes(3), SettingParsers::positive),
                env.value("AUTHORIZE_MAX_AGE", Duration.ofMinutes(3), SettingParsers::wholeSecond),
                env.oneOf("AUTHORIZE_MODE", "enforce", "audit").equals("audit"),
                PeerSettings.trustedProxies(env),
                PeerSettings.allowedClients(env),
                fission(env),
                TokenSettings.read(env),
                HistorySettings.read(env),
                env.text("TLS_CERT_FILE").map(Path::of),
                env.text("TLS_KEY_FILE").map(Path::of),
                env.oneOf("UI", "on", "off").equals("on"),
                env.oneOf("LOG_LEVEL", "INFO", "TRACE", "DEBUG", "WARN", "ERROR", "OFF"),
                env.oneOf("LOG_FORMAT", "text", "json"));
        env.requireBoth("TLS_CERT_FILE", "TLS_KEY_FILE");
        env.requireWith("TOKEN_ISSUER", "TOKEN_KEY_FILE");
        env.requireWith("HISTORY_KEEP", "HISTORY_URL");
        env.requireWith("HISTORY_MAX_INTERVALS", "HISTORY_URL");
        env.requireWith("FISSION_ROUTER_KEY_FILE", "FISSION");
        env.throwIfInvalid();
        return settings;
    }

    /**
     * The host by which this instance is reachable from its own machine: a wildcard address is not a destination.
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

    private static Optional<FissionRouter> fission(Environment env) {
        Set<String> namespaces = Set.copyOf(env.listOfSome(
                "FISSION_NAMESPACES", List.of("default"), SettingParsers::namespace, "unset it for default"));
        String mode = env.oneOf("FISSION", "off", "on", "unordered");
        env.value("FISSION", mode, value -> {
            if (mode.equals("off") && env.text("FISSION_ROUTER_KEY_FILE").isPresent()) {
                throw new IllegalArgumentException("must not be off with FISSION_ROUTER_KEY_FILE");
            }
            return mode;
        });
        return mode.equals("off") ? Optional.empty() : Optional.of(new FissionRouter(namespaces, mode.equals("on")));
    }
}
