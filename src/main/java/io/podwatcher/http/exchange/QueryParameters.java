package io.podwatcher.http.exchange;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.podwatcher.model.Durations;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.MapVersion;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parses query parameters strictly; a malformed query is the client's error, never ours. Any thread. */
public final class QueryParameters {

    private static final int MAX_PARAMETERS = 100;
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;

    /** The characters of a query besides letters and digits: RFC 3986, and brackets, which browsers do not encode. */
    private static final String MARKS = "-._~!$&'()*+,;=:@/?%[]";

    /** The decoder's replacement for bytes that are not UTF-8. */
    private static final char NOT_UTF8 = '\uFFFD';

    private QueryParameters() {}

    /**
     * All values of a parameter in order, decoded.
     *
     * @throws BadParameter when the query is malformed
     */
    public static List<String> all(HttpServerRequest request, String name) {
        String target = request.uri();
        if (target.indexOf('#') >= 0) {
            throw fragment();
        }
        if (request.query() == null) {
            return List.of();
        }
        return decode(request.query()).getOrDefault(name, List.of());
    }

    /**
     * The parameter limit of an answer whose entries are kept in memory until they are written.
     *
     * @return {@value #DEFAULT_LIMIT} if it is not given
     * @throws BadParameter when it is not from 1 to {@value #MAX_LIMIT}
     */
    public static int limit(HttpServerRequest request) {
        String text = one(request, "limit").orElse(Integer.toString(DEFAULT_LIMIT));
        int limit = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new BadParameter("invalid_limit", "The parameter limit is not a whole number from 1 to " + MAX_LIMIT);
        }
        return limit;
    }

    /**
     * The parameter ip, which must be given once.
     *
     * @param example a request that would be understood, for the message
     * @throws BadParameter when it is anything else
     */
    public static IpAddress ip(HttpServerRequest request, String example) {
        List<String> values;
        try {
            values = all(request, "ip");
        } catch (BadParameter undecodable) {
            throw new BadParameter("invalid_ip", undecodable.getMessage());
        }
        if (values.isEmpty() || values.equals(List.of(""))) {
            throw new BadParameter("missing_ip", "The parameter ip is missing; ask for example " + example);
        }
        if (values.size() > 1) {
            throw new BadParameter("invalid_ip", "The parameter ip is given more than once");
        }
        return IpAddress.parse(values.get(0))
                .orElseThrow(() -> new BadParameter(
                        "invalid_ip", "The parameter ip is not an IPv4 or IPv6 address in plain notation"));
    }

    /**
     * All parameters of a query with their values in order, decoded.
     *
     * @param query the part after the question mark
     * @throws BadParameter if it is malformed
     */
    public static Map<String, List<String>> decode(String query) {
        check(query);
        try {
            Map<String, List<String>> parameters =
                    new QueryStringDecoder(query, StandardCharsets.UTF_8, false, 1 + MAX_PARAMETERS, true).parameters();
            parameters.forEach((name, values) -> {
                checkDecoded(name);
                values.forEach(QueryParameters::checkDecoded);
            });
            return parameters;
        } catch (IllegalArgumentException e) {
            throw undecodable(e);
        }
    }

    /** Refuses control characters: no valid value contains one, and other parsers may read them differently. */
    private static void checkDecoded(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || c == NOT_UTF8) {
                throw new BadParameter(
                        "malformed_query", "The query has an encoded control character, or bytes that are not UTF-8");
            }
        }
    }

    /** Refuses a '#': some parsers drop everything after it, perhaps a parameter that narrows the answer. */
    static BadParameter fragment() {
        return new BadParameter(
                "malformed_query", "The URL of a request must not contain '#'; write '%23' inside a value");
    }

    /**
     * Refuses a query that other parsers would read differently. Netty treats a semicolon as a separator unless
     * configured otherwise, as many libraries once did; the URL standard does not. And of very many parameters it drops
     * the last ones, perhaps the one that narrows the answer.
     */
    private static void check(String query) {
        for (int i = 0; i < query.length(); i++) {
            if (!isQueryCharacter(query.charAt(i))) {
                throw query.charAt(i) == '#'
                        ? fragment()
                        : new BadParameter(
                                "malformed_query",
                                "Character " + (i + 1) + " of the query must be percent-encoded (RFC 3986)");
            }
        }
        if (query.indexOf(';') >= 0) {
            throw new BadParameter(
                    "malformed_query", "A ';' does not separate parameters: write '&', or '%3B' inside a value");
        }
        if (query.chars().filter(c -> c == '&').count() > MAX_PARAMETERS) {
            throw new BadParameter("malformed_query", "The query has more than " + MAX_PARAMETERS + " parameters");
        }
    }

    private static boolean isQueryCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || MARKS.indexOf(c) >= 0;
    }

    private static BadParameter undecodable(IllegalArgumentException failure) {
        return new BadParameter("malformed_query", "The query cannot be decoded: " + failure.getMessage());
    }

    /**
     * Parses the value of {@code wait}.
     *
     * @throws BadParameter if it is not a duration
     */
    public static Duration wait(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new BadParameter("invalid_wait", "wait: " + e.getMessage());
        }
    }

    /**
     * Parses the value of {@code notOlderThan}.
     *
     * @throws BadParameter if it is not a decimal number
     */
    public static MapVersion version(String text) {
        return MapVersion.asked(text)
                .orElseThrow(() -> new BadParameter(
                        "invalid_version",
                        "notOlderThan must be a resourceVersion: a decimal number without leading zeros"));
    }

    /**
     * The only value of a parameter; empty if it is missing or has no value.
     *
     * @throws BadParameter if the query is malformed or the parameter is repeated
     */
    public static Optional<String> one(HttpServerRequest request, String name) {
        List<String> values = all(request, name);
        if (values.size() > 1) {
            throw new BadParameter("repeated_parameter", "The parameter " + name + " is given more than once");
        }
        return values.stream().filter(value -> !value.isEmpty()).findFirst();
    }
}
