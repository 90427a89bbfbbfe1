package io.podwatcher.fission;

import io.podwatcher.fission.template.Certainty;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the router looks at of a request, as the proxy in front of it forwards it. Immutable; any thread.
 *
 * @param method the method
 * @param host the Host header, with its port if it has one
 * @param path the path
 */
public record RouterRequest(String method, String host, RequestPath path) {

    /**
     * The methods that a request may have. In upper case only: 1.27 also takes {@code get} for GET (mux.go
     * matchesMethod), 1.26 does not.
     */
    public static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    static final int MAX_HOST_LENGTH = 300;

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:\\[\\]-]{0," + MAX_HOST_LENGTH + "}");

    /**
     * Reads a request.
     *
     * @param method as in X-Forwarded-Method
     * @param host as in X-Forwarded-Host; may be empty
     * @param uri as in X-Forwarded-Uri: the path, and the query, which no route looks at
     * @throws BadTarget if routers or proxies may read it differently
     */
    public static RouterRequest parse(String method, String host, String uri) throws BadTarget {
        if (!METHODS.contains(method)) {
            throw new BadTarget("The method is none of GET, HEAD, POST, PUT, PATCH, DELETE and OPTIONS");
        }
        if (!HOST.matcher(host).matches()) {
            throw new BadTarget("The Host is not a name or an address with or without a port");
        }
        return new RouterRequest(method, host, RequestPath.parse(uri));
    }

    /**
     * Whether the request is for this host. 1.27 compares the whole header, with its port (mux.go match); 1.26 only
     * what stands before the first colon (gorilla/mux regexp.go Match). Neither ignores case.
     */
    Certainty isFor(String triggerHost) {
        int colon = host.indexOf(':');
        Certainty whole = Certainty.of(host.equals(triggerHost));
        return colon < 0
                ? whole
                : whole.or(Certainty.of(host.substring(0, colon).equals(triggerHost)));
    }
}
