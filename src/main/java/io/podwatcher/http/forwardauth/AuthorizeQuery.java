package io.podwatcher.http.forwardauth;

import io.podwatcher.authorize.Rule;
import io.podwatcher.http.exchange.BadParameter;
import io.podwatcher.http.exchange.QueryParameters;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a proxy asks of {@code /authorize}.
 *
 * @param rule who may call
 * @param timeout how long to wait for an IP that nobody owns yet; empty not to wait
 */
record AuthorizeQuery(Rule rule, Optional<Duration> timeout) {

    private static final String NAMESPACE = "namespace";
    private static final String SERVICE_ACCOUNT = "serviceAccount";
    private static final String LABEL_SELECTOR = "labelSelector";
    private static final String WAIT = "wait";
    private static final Set<String> KNOWN = Set.of(NAMESPACE, SERVICE_ACCOUNT, LABEL_SELECTOR, WAIT);

    private static final String ORIGINAL = "original=";

    /** What a proxy asks is remembered, so it must be short; what its client wrote may be long. */
    private static final int LONGEST = 4096;

    /**
     * The part of a query that the proxy wrote. Envoy appends the path and query of the client's own request to the
     * configured URL; if that ends with {@code &original=}, nothing that the client wrote is read here.
     *
     * @param target the target of the request
     * @throws BadParameter when it is longer than any proxy writes
     */
    static String ofProxy(String target) {
        int mark = target.indexOf('?');
        String query = mark < 0 ? "" : target.substring(mark + 1);
        if (query.startsWith(ORIGINAL)) {
            return "";
        }
        int original = query.indexOf("&" + ORIGINAL);
        int length = original < 0 ? query.length() : original;
        if (length > LONGEST) {
            throw new BadParameter("query_too_long", "The query is longer than " + LONGEST + " characters");
        }
        return query.substring(0, length);
    }

    /**
     * Reads the part of a query that the proxy wrote.
     *
     * @throws BadParameter when any of it is not understood: a misspelt condition must not be a missing one
     */
    static AuthorizeQuery parse(String query) {
        Map<String, List<String>> parameters = QueryParameters.decode(query);
        for (String name : parameters.keySet()) {
            if (!KNOWN.contains(name)) {
                throw new BadParameter("unknown_parameter", "There is no parameter " + name);
            }
        }
        List<String> waits = values(parameters, WAIT);
        if (waits.size() > 1) {
            throw new BadParameter("repeated_parameter", "The parameter wait is given more than once");
        }
        try {
            Rule rule = Rule.parse(
                    values(parameters, NAMESPACE),
                    values(parameters, SERVICE_ACCOUNT),
                    values(parameters, LABEL_SELECTOR));
            return new AuthorizeQuery(rule, waits.stream().findFirst().map(QueryParameters::wait));
        } catch (IllegalArgumentException e) {
            throw new BadParameter("invalid_rule", e.getMessage());
        }
    }

    private static List<String> values(Map<String, List<String>> parameters, String name) {
        return parameters.getOrDefault(name, List.of());
    }
}
