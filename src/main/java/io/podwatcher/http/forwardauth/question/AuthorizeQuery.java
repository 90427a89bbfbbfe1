package io.podwatcher.http.forwardauth.question;

import io.podwatcher.authorize.Denial;
import io.podwatcher.authorize.Fixes;
import io.podwatcher.authorize.Rule;
import io.podwatcher.http.exchange.BadParameter;
import io.podwatcher.http.exchange.QueryParameters;
import io.podwatcher.messages.decisions.CallTarget;
import io.podwatcher.model.Identity;
import io.podwatcher.model.MapVersion;
import io.podwatcher.model.Pod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The question that a proxy asks of {@code /authorize}.
 *
 * @param called the target, by the part of the query that the proxy wrote
 * @param rule who may call
 * @param audience the first namespace that is named
 * @param timeout how long to wait for an IP that nobody owns yet; empty not to wait
 * @param notOlderThan the version that the map must have reached; empty if any will do
 */
record AuthorizeQuery(
        CallTarget.Query called,
        Rule rule,
        String audience,
        Optional<Duration> timeout,
        Optional<MapVersion> notOlderThan)
        implements Question {

    private static final String NAMESPACE = "namespace";
    private static final String SERVICE_ACCOUNT = "serviceAccount";
    private static final String LABEL_SELECTOR = "labelSelector";
    private static final String WAIT = "wait";
    private static final Set<String> KNOWN = Set.of(NAMESPACE, SERVICE_ACCOUNT, LABEL_SELECTOR, WAIT);

    private static final String ORIGINAL = "original=";

    /** The proxy's question is remembered, so it must be short; the client's part may be long. */
    private static final int MAX_LENGTH = CallTarget.Query.MAX_LENGTH;

    /**
     * The part of a query that the proxy wrote. Some proxies append the path and query of the client's own request to
     * the configured URL; if that ends with {@code &original=}, nothing that the client wrote is read here.
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
        if (length > MAX_LENGTH) {
            throw new BadParameter("query_too_long", "The query is longer than " + MAX_LENGTH + " characters");
        }
        return query.substring(0, length);
    }

    /**
     * The same for gateways that prepend a fixed path to the client's own (Envoy's {@code path_prefix}, Gateway API's
     * {@code ExternalAuth}): what follows the namespace, and the query, are the client's and are not read. The path
     * must be plain: an encoded one, or a whole URL, could be read in two ways.
     *
     * @param target the target of the request
     * @throws BadParameter when it is anything but {@code /authorize/namespace/} and a name
     */
    static String ofGateway(String target) {
        int start = AuthorizePaths.NAMESPACE.length();
        int end = start;
        while (end < target.length() && target.charAt(end) != '/' && target.charAt(end) != '?') {
            end++;
        }
        if (!target.startsWith(AuthorizePaths.NAMESPACE) || !Identity.isNamespace(target.substring(start, end))) {
            throw new BadParameter(
                    "invalid_path", "The path must begin with /authorize/namespace/ and the name of a namespace");
        }
        return NAMESPACE + "=" + target.substring(start, end);
    }

    /**
     * Reads the part of a query that the proxy wrote.
     *
     * @throws BadParameter when any of it is not understood: a misspelt condition must not be a missing one
     */
    static AuthorizeQuery parse(String query) {
        Map<String, List<String>> parameters = decode(query, KNOWN);
        try {
            Rule rule = Rule.parse(
                    values(parameters, NAMESPACE),
                    values(parameters, SERVICE_ACCOUNT),
                    values(parameters, LABEL_SELECTOR));
            CallTarget.Query called = new CallTarget.Query(
                    query,
                    values(parameters, NAMESPACE),
                    values(parameters, LABEL_SELECTOR),
                    values(parameters, WAIT).stream().findFirst());
            return new AuthorizeQuery(
                    called, rule, values(parameters, NAMESPACE).get(0), timeout(parameters), Optional.empty());
        } catch (IllegalArgumentException e) {
            throw new BadParameter("invalid_rule", e.getMessage());
        }
    }

    /** The same question to a map that must have reached this version. */
    AuthorizeQuery notOlderThan(MapVersion version) {
        return new AuthorizeQuery(called, rule, audience, timeout, Optional.of(version));
    }

    /**
     * Reads a query that may have the parameter wait only. Caddy appends its client's where the configured one has no
     * question mark.
     *
     * @param target the target of the request
     * @throws BadParameter when any of it is not understood
     */
    static Optional<Duration> timeout(String target) {
        int mark = target.indexOf('?');
        try {
            return mark < 0 ? Optional.empty() : timeout(decode(target.substring(mark + 1), Set.of(WAIT)));
        } catch (BadParameter e) {
            throw new BadParameter(
                    e.reason(),
                    e.getMessage() + ". If it is of the proxy's client, end the proxy's own with a question mark: "
                            + AuthorizePaths.FISSION + "?");
        }
    }

    private static Map<String, List<String>> decode(String query, Set<String> known) {
        Map<String, List<String>> parameters = QueryParameters.decode(query);
        for (String name : parameters.keySet()) {
            if (!known.contains(name)) {
                throw new BadParameter("unknown_parameter", "There is no parameter " + name);
            }
        }
        return parameters;
    }

    private static Optional<Duration> timeout(Map<String, List<String>> parameters) {
        List<String> waits = values(parameters, WAIT);
        if (waits.size() > 1) {
            throw new BadParameter("repeated_parameter", "The parameter wait is given more than once");
        }
        return waits.stream().findFirst().map(QueryParameters::wait);
    }

    @Override
    public Optional<Refusal> refusal(Pod caller) {
        return rule.denial(caller).map(Refusal::of);
    }

    @Override
    public String target() {
        return Fixes.AUTHORIZE + called.text();
    }

    @Override
    public String fix(Pod caller, Denial denial) {
        return Fixes.ofQuery(called.text(), Identity.of(caller), denial);
    }

    private static List<String> values(Map<String, List<String>> parameters, String name) {
        return parameters.getOrDefault(name, List.of());
    }
}
