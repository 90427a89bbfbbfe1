package io.podwatcher.http.forwardauth;

import io.podwatcher.http.exchange.BadParameter;
import io.podwatcher.http.exchange.JsonReplies;
import io.podwatcher.http.exchange.QueryParameters;
import io.podwatcher.http.lookup.JsonReceiver;
import io.podwatcher.http.lookup.LookupBatcher;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.IpAddress;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code GET /explain?ip=}: what {@code /authorize} would decide about a call from this address, step by step, and what
 * would let it in. With {@code uri=}, and perhaps {@code method=} and {@code host=}, the target is Fission's; otherwise
 * the other parameters are those of {@code /authorize}. On the event loop of its HTTP verticle.
 */
public final class ExplainEndpoint {

    public static final String PATH = "/explain";

    private static final String URI = "uri";

    private final LookupBatcher lookups;
    private final long maxAge;
    private final Optional<FissionRoutes> fission;

    /**
     * @param maxAge seconds since the API server confirmed the map, from which on every call is denied
     * @param fission the routes of Fission's router; empty if FISSION is off
     */
    public ExplainEndpoint(LookupBatcher lookups, long maxAge, Optional<FissionRoutes> fission) {
        this.lookups = lookups;
        this.maxAge = maxAge;
        this.fission = fission;
    }

    /** Answers any GET or HEAD request; throws {@link BadParameter} if it is not understood. */
    public void handle(HttpServerRequest request) {
        IpAddress ip = QueryParameters.ip(request, PATH + "?namespace=default&ip=10.42.0.5");
        lookups.lookup(ip, new Answer(request.response(), ip, question(request.query())));
    }

    private Question question(String query) {
        Map<String, List<String>> parameters = QueryParameters.decode(query);
        return parameters.containsKey(URI)
                ? FissionQuestion.of(ForwardedRequest.of(parameters), fission, maxAge)
                : AuthorizeQuery.parse(withoutIp(query));
    }

    /** The rest as it was sent, so that what is shown of it can be pasted. */
    private static String withoutIp(String query) {
        return List.of(query.split("&")).stream()
                .filter(part -> !part.startsWith("ip="))
                .collect(Collectors.joining("&"));
    }

    private final class Answer extends JsonReceiver {

        private final IpAddress ip;
        private final Question question;

        Answer(HttpServerResponse response, IpAddress ip, Question question) {
            super(response);
            this.ip = ip;
            this.question = question;
        }

        @Override
        public void answered(List<LookupResult> answers, int first, long age) {
            Ruling ruling = Ruling.of(ip, answers.get(first), age, maxAge, question, true);
            Explanation explanation = new Explanation(ip, question, ruling, age);
            if (answers.get(first) != LookupResult.Refused.NOT_SYNCED) {
                JsonReplies.fromMap(response, age);
            }
            JsonReplies.json(response, 200, explanation.json().toBuffer());
        }
    }
}
