package io.podwatcher.http.exchange;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.podwatcher.model.Durations;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads query parameters; a query that cannot be read is the client's error, never ours. */
public final class QueryParameters {

    private static final int MOST = 100;

    /** What a query may hold besides letters and digits: RFC 3986, and brackets, which browsers do not encode. */
    private static final String MARKS = "-._~!$&'()*+,;=:@/?%[]";

    /** Stands for bytes that cannot be decoded. */
    private static final char NOT_UTF8 = '\uFFFD';

    private QueryParameters() {}

    /**
     * All values of a parameter in their order, decoded.
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
     * All parameters of a query with their values in order, decoded.
     *
     * @param query what stands behind the question mark
     * @throws BadParameter when it is malformed
     */
    public static Map<String, List<String>> decode(String query) {
        check(query);
        try {
            Map<String, List<String>> parameters =
                    new QueryStringDecoder(query, StandardCharsets.UTF_8, false, 1 + MOST, true).parameters();
            parameters.forEach((name, values) -> {
                checkDecoded(name);
                values.forEach(QueryParameters::checkDecoded);
            });
            return parameters;
        } catch (IllegalArgumentException e) {
            throw undecodable(e);
        }
    }

    /** A control character is a part of nothing that can be asked for, and of many ways to be read differently. */
    private static void checkDecoded(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || c == NOT_UTF8) {
                throw new BadParameter(
                        "malformed_query", "The query holds an encoded control character, or what is not UTF-8");
            }
        }
    }

    /** A '#' ends what is sent of an address: some drop all behind it, among it perhaps what narrows the answer. */
    static BadParameter fragment() {
        return new BadParameter("malformed_query", "The address of a request holds no '#'; write '%23' inside a value");
    }

    /**
     * Refuses a query that some would read in another way than we do. Netty takes a semicolon for a separator unless it
     * is configured otherwise, as many libraries once did and the URL standard does not. And of very many parameters it
     * forgets the last ones, among them perhaps the one that narrows the answer.
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
        if (query.chars().filter(c -> c == '&').count() > MOST) {
            throw new BadParameter("malformed_query", "The query has more than " + MOST + " parameters");
        }
    }

    private static boolean isQueryCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || MARKS.indexOf(c) >= 0;
    }

    private static BadParameter undecodable(IllegalArgumentException failure) {
        return new BadParameter("malformed_query", "The query cannot be decoded: " + failure.getMessage());
    }

    /**
     * The value of {@code wait}.
     *
     * @throws BadParameter when it is no duration
     */
    public static Duration wait(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new BadParameter("invalid_wait", "wait: " + e.getMessage());
        }
    }

    /**
     * The only value of a parameter; empty when it is missing or has none.
     *
     * @throws BadParameter when the query is malformed or the parameter repeated
     */
    public static Optional<String> one(HttpServerRequest request, String name) {
        List<String> values = all(request, name);
        if (values.size() > 1) {
            throw new BadParameter("repeated_parameter", "The parameter " + name + " is given more than once");
        }
        return values.stream().filter(value -> !value.isEmpty()).findFirst();
    }
}
