package io.podwatcher.http.forwardauth.question;

import io.podwatcher.fission.BadTarget;
import io.podwatcher.fission.RouterRequest;
import io.podwatcher.http.exchange.BadParameter;
import io.podwatcher.log.VisibleText;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The request that a proxy asks about, and will pass on to Fission's router: named in headers, or, where a gateway
 * prepends the path of {@code /authorize/fission}, the request itself. Immutable.
 *
 * @param method the values of the method's header
 * @param host those of the host's
 * @param uri those of the URI's
 * @param needsTrust whether they are of headers that anybody can write
 */
record ForwardedRequest(List<String> method, List<String> host, List<String> uri, boolean needsTrust) {

    private static final CharSequence METHOD = "x-forwarded-method";
    private static final CharSequence HOST = "x-forwarded-host";
    private static final CharSequence URI = "x-forwarded-uri";

    /** As long as a name can be, and a port. */
    private static final int MAX_SHOWN_HOST = 260;

    /**
     * Takes a request to {@code /authorize/fission}.
     *
     * @throws BadParameter when its path is anything else
     */
    static ForwardedRequest of(HttpServerRequest request) {
        String target = request.uri();
        if (AuthorizePaths.isFission(target)) {
            String behind = target.substring(AuthorizePaths.FISSION.length());
            return behind.startsWith("/") ? itself(request, behind) : named(request);
        }
        throw new BadParameter("invalid_path", "The path must begin with " + AuthorizePaths.FISSION);
    }

    /**
     * Takes the parameters of a request to {@code /explain}: uri, and perhaps method and host.
     *
     * @throws BadParameter when there are others, or one of them twice
     */
    static ForwardedRequest of(Map<String, List<String>> parameters) {
        if (!Set.of("ip", "method", "host", "uri").containsAll(parameters.keySet())) {
            throw new BadParameter("unknown_parameter", "With uri there are only the parameters ip, method and host");
        }
        if (parameters.values().stream().anyMatch(values -> values.size() > 1)) {
            throw new BadParameter("repeated_parameter", "A parameter is given more than once");
        }
        return new ForwardedRequest(
                parameters.getOrDefault("method", List.of("GET")),
                parameters.getOrDefault("host", List.of("")),
                parameters.get("uri"),
                false);
    }

    private static ForwardedRequest itself(HttpServerRequest request, String uri) {
        List<String> hosts = request.headers().getAll("host");
        // HTTP/2 has the authority instead.
        List<String> host = hosts.isEmpty() && request.authority() != null
                ? List.of(request.authority().toString())
                : hosts;
        return new ForwardedRequest(List.of(request.method().name()), host, List.of(uri), false);
    }

    private static ForwardedRequest named(HttpServerRequest request) {
        return new ForwardedRequest(
                request.headers().getAll(METHOD),
                request.headers().getAll(HOST),
                request.headers().getAll(URI),
                true);
    }

    /**
     * What the router looks at.
     *
     * @throws BadTarget if anything of it is missing, repeated, or may be read differently
     */
    RouterRequest read() throws BadTarget {
        return RouterRequest.parse(only("Method", method), only("Host", host), only("Uri", uri));
    }

    /** The host for people: short, and of visible characters only; empty if there is none, or more than one. */
    String shownHost() {
        return host.size() == 1 ? VisibleText.of(host.get(0), MAX_SHOWN_HOST) : "";
    }

    private String only(String name, List<String> values) throws BadTarget {
        if (values.size() != 1) {
            throw new BadTarget(
                    needsTrust
                            ? "The proxy must send X-Forwarded-Method, -Host and -Uri once each; of X-Forwarded-" + name
                                    + " there are " + values.size()
                            : "The request must have one " + name + ", and it has " + values.size());
        }
        return values.get(0);
    }
}
