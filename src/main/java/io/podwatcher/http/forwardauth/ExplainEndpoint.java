package io.podwatcher.http.forwardauth;

import io.podwatcher.http.exchange.BadParameter;
import io.podwatcher.http.exchange.JsonReplies;
import io.podwatcher.http.exchange.QueryParameters;
import io.podwatcher.http.forwardauth.question.Question;
import io.podwatcher.http.forwardauth.question.Questions;
import io.podwatcher.http.forwardauth.question.Ruling;
import io.podwatcher.http.lookup.JsonReceiver;
import io.podwatcher.http.lookup.LookupBatcher;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.MapVersion;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/**
 * {@code GET /explain?ip=}: what {@code /authorize} would decide about a call from this address, step by step, and what
 * would let it in. With {@code uri=}, and perhaps {@code method=} and {@code host=}, the target is Fission's; otherwise
 * the other parameters are those of {@code /authorize}. On the event loop of its HTTP verticle.
 */
public final class ExplainEndpoint {

    public static final String PATH = "/explain";

    private final LookupBatcher lookups;
    private final long maxAge;
    private final Questions questions;

    /**
     * @param maxAge seconds since the API server confirmed the map, from which on every call is denied
     * @param questions reads the questions of this verticle
     */
    public ExplainEndpoint(LookupBatcher lookups, long maxAge, Questions questions) {
        this.lookups = lookups;
        this.maxAge = maxAge;
        this.questions = questions;
    }

    /** Answers any GET or HEAD request; throws {@link BadParameter} if it is not understood. */
    public void handle(HttpServerRequest request) {
        IpAddress ip = QueryParameters.ip(request, PATH + "?namespace=default&ip=10.42.0.5");
        lookups.lookup(ip, new Answer(request.response(), ip, questions.toExplain(request.query())));
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
        public void answered(List<LookupResult> answers, int first, long age, MapVersion version) {
            Ruling ruling = Ruling.of(ip, answers.get(first), age, maxAge, question, true);
            Explanation explanation = new Explanation(ip, question, ruling, age);
            if (answers.get(first) != LookupResult.Refused.NOT_SYNCED) {
                JsonReplies.fromMap(response, age, version);
            }
            JsonReplies.json(response, 200, explanation.json().toBuffer());
        }
    }
}
