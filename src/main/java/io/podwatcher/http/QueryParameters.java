package io.podwatcher.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.podwatcher.duration.Durations;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads query parameters; a query that cannot be read is the client's error, never ours. */
final class QueryParameters {

    private static final int MOST = 100;

    private QueryParameters() {}

    /**
     * All values of a parameter in their order, decoded.
     *
     * @throws BadParameter when the query is malformed
     */
    static List<String> all(HttpServerRequest request, String name) {
        if (request.query() != null) {
            check(request.query());
        }
        try {
            return request.params(true).getAll(name);
        } catch (IllegalArgumentException e) {
            throw undecodable(e);
        }
    }

    /**
     * All parameters of a query with their values in order, decoded.
     *
     * @param query what stands behind the question mark
     * @throws BadParameter when it is malformed
     */
    static Map<String, List<String>> decode(String query) {
        check(query);
        try {
            return new QueryStringDecoder(query, StandardCharsets.UTF_8, false, 1 + MOST, true).parameters();
        } catch (IllegalArgumentException e) {
            throw undecodable(e);
        }
    }

    /**
     * Refuses a query that some would read in another way than we do. Netty takes a semicolon for a separator unless it is
     * told otherwise, as many libraries once did and the URL standard does not. And of very many parameters it forgets the
     * last ones, among them perhaps the one that narrows the answer.
     */
    private static void check(String query) {
        if (query.indexOf(';') >= 0) {
            throw new BadParameter(
                    "malformed_query", "A ';' does not separate parameters: write '&', or '%3B' inside a value");
        }
        if (query.chars().filter(c -> c == '&').count() > MOST) {
            throw new BadParameter("malformed_query", "The query has more than " + MOST + " parameters");
        }
    }

    private static BadParameter undecodable(IllegalArgumentException failure) {
        return new BadParameter("malformed_query", "The query cannot be decoded: " + failure.getMessage());
    }

    /**
     * The value of {@code wait}.
     *
     * @throws BadParameter when it is no duration
     */
    static Duration wait(String text) {
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
    static Optional<String> one(HttpServerRequest request, String name) {
        List<String> values = all(request, name);
        if (values.size() > 1) {
            throw new BadParameter("repeated_parameter", "The parameter " + name + " is given more than once");
        }
        return values.stream().filter(value -> !value.isEmpty()).findFirst();
    }
}
