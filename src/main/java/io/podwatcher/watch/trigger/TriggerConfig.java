package io.podwatcher.watch.trigger;

import io.podwatcher.watch.trigger.HttpTriggerResource.CorsConfig;
import io.podwatcher.watch.trigger.HttpTriggerResource.IngressConfig;
import io.podwatcher.watch.trigger.HttpTriggerResource.Spec;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Whether the router surely accepts the settings of a trigger that do not take part in matching. It has no route for a
 * trigger whose CORS or Ingress settings are wrong (pkg/router/httpTriggers.go triggerConfigError), and parsers of Go
 * decide what is wrong. So only plain values count as accepted. Stateless; any thread.
 */
final class TriggerConfig {

    private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9][a-z0-9.-]{0,252}(:[0-9]{1,5})?");
    private static final Pattern MAX_AGE = Pattern.compile("([0-9]{1,6}(ms|h|m|s)){1,4}");
    private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9/_.-]*");
    private static final Pattern HOST =
            Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?" + "([.][a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final Pattern ANNOTATION =
            Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?" + "(/[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?)?");

    private TriggerConfig() {}

    static boolean isSurelyAccepted(Spec spec) {
        return isAccepted(spec.corsConfig()) && isAccepted(spec.ingressconfig());
    }

    private static boolean isAccepted(CorsConfig cors) {
        if (cors == null) {
            return true;
        }
        List<String> origins = cors.allowOrigins() == null ? List.of() : cors.allowOrigins();
        boolean anyOrigin = origins.contains("*");
        return origins.stream().allMatch(origin -> origin != null && ("*".equals(origin) || matches(ORIGIN, origin)))
                && !(anyOrigin && Boolean.TRUE.equals(cors.allowCredentials()))
                && (isEmpty(cors.maxAge()) || matches(MAX_AGE, cors.maxAge()));
    }

    /** A wildcard such as *.example.com passes the schema and is rejected by the router. */
    private static boolean isAccepted(IngressConfig ingress) {
        if (ingress == null) {
            return true;
        }
        Map<String, String> annotations = ingress.annotations() == null ? Map.of() : ingress.annotations();
        return (isEmpty(ingress.path()) || matches(PATH, ingress.path()))
                && (isEmpty(ingress.host())
                        || "*".equals(ingress.host())
                        || ingress.host().length() <= 253 && matches(HOST, ingress.host()))
                && annotations.keySet().stream().allMatch(key -> matches(ANNOTATION, key));
    }

    private static boolean isEmpty(String text) {
        return text == null || text.isEmpty();
    }

    private static boolean matches(Pattern pattern, String text) {
        return pattern.matcher(text).matches();
    }
}
