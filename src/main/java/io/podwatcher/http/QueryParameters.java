package io.podwatcher.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
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
        String query = request.query();
        if (query != null && query.chars().filter(c -> c == '&' || c == ';').count() > MOST) {
            // Vert.x would read the first 1024 and forget the others, among them perhaps the one that narrows the
            // answer.
            throw new BadParameter("malformed_query", "The query has more than " + MOST + " parameters");
        }
        try {
            return request.params().getAll(name);
        } catch (IllegalArgumentException e) {
            throw new BadParameter("malformed_query", "The query cannot be decoded: " + e.getMessage());
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
