package io.podwatcher.http.forwardauth.question;

import io.podwatcher.http.exchange.BadParameter;
import io.podwatcher.http.exchange.QueryParameters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads questions out of requests. Each method throws {@link BadParameter} if a part of the question is not understood:
 * that part could be the one that narrows it. On the event loop of one HTTP verticle.
 */
public final class Questions {

    private static final String URI = "uri";
    private static final String NOT_OLDER_THAN = "notOlderThan=";

    private final ParsedQueries queries = new ParsedQueries();
    private final Optional<FissionRoutes> fission;
    private final long maxAge;

    /**
     * @param fission the routes of Fission's router; empty if FISSION is off
     * @param maxAge seconds since the API server confirmed the routes, from which on every call is denied
     */
    public Questions(Optional<FissionRoutes> fission, long maxAge) {
        this.fission = fission;
        this.maxAge = maxAge;
    }

    /**
     * The question of a request to {@code /authorize?namespace=}.
     *
     * @param target of the request
     */
    public Question ofProxy(String target) {
        return versioned(AuthorizeQuery.ofProxy(target), queries::get);
    }

    /**
     * Reads the version apart from the rest: it differs from call to call, and what is parsed, counted and proposed is
     * the question without it.
     *
     * @param parse reads the rest
     */
    private static Question versioned(String query, Function<String, AuthorizeQuery> parse) {
        if (!query.contains(NOT_OLDER_THAN)) {
            return parse.apply(query);
        }
        List<String> versions = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        for (String part : query.split("&")) {
            (part.startsWith(NOT_OLDER_THAN) ? versions : rest).add(part);
        }
        if (versions.size() > 1) {
            throw new BadParameter("repeated_parameter", "The parameter notOlderThan is given more than once");
        }
        AuthorizeQuery question = parse.apply(String.join("&", rest));
        return versions.isEmpty()
                ? question
                : question.notOlderThan(QueryParameters.version(versions.get(0).substring(NOT_OLDER_THAN.length())));
    }

    /** The question of a request to {@code /authorize/namespace/}, and whatever follows. */
    public Question ofGateway(HttpServerRequest request) {
        return queries.get(AuthorizeQuery.ofGateway(request.uri()));
    }

    /** The question of a request to {@code /authorize/fission}, and whatever follows. */
    public Question ofFission(HttpServerRequest request) {
        return FissionQuestion.of(request, fission, maxAge);
    }

    /** Adds the headers of Fission's target without values, so that they overwrite any that the client has sent. */
    public static void addEmptyTarget(HttpServerResponse response) {
        FissionQuestion.addEmptyHeaders(response);
    }

    /**
     * The question that somebody wants explained: with {@code uri=} about a function of Fission, otherwise the one that
     * {@code /authorize} would be asked.
     *
     * @param query of {@code /explain}
     */
    public Question toExplain(String query) {
        Map<String, List<String>> parameters = QueryParameters.decode(query);
        return parameters.containsKey(URI)
                ? FissionQuestion.of(ForwardedRequest.of(parameters), fission, maxAge)
                : versioned(withoutIp(query), AuthorizeQuery::parse);
    }

    /** The rest as it was sent, so that what is shown of it can be pasted. */
    private static String withoutIp(String query) {
        return Arrays.stream(query.split("&"))
                .filter(part -> !part.startsWith("ip="))
                .collect(Collectors.joining("&"));
    }
}
