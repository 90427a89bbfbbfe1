package io.podwatcher.http.history;

import io.podwatcher.http.exchange.BadParameter;
import io.podwatcher.messages.history.PastOwner;
import io.podwatcher.messages.history.PastOwnersRequest.Question;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Answers the questions about the past in bulk requests. On the event loop of its HTTP verticle. */
public final class PastLookups {

    private final History history;

    public PastLookups(History history) {
        this.history = history;
    }

    /**
     * A moment that is asked about.
     *
     * @throws BadParameter if it is none
     */
    public Instant moment(String text) {
        return history.moments().past(text);
    }

    /** A moment as answers have it. */
    public static String text(Instant at) {
        return Rfc3339.write(at);
    }

    /**
     * Asks all of these in one request.
     *
     * @param questions some hundred at the most
     * @return one result for each, in order: the fields that a JSON object has for it, with commas between them
     */
    public Future<List<String>> results(List<Question> questions) {
        return history.client().owners(questions).map(owners -> results(questions, owners));
    }

    private static List<String> results(List<Question> questions, List<PastOwner> owners) {
        List<String> results = new ArrayList<>(questions.size());
        for (int i = 0; i < questions.size(); i++) {
            PastAnswer answer = PastAnswer.of(questions.get(i), owners.get(i));
            results.add(fields(answer));
        }
        return results;
    }

    private static String fields(PastAnswer answer) {
        JsonObject fields = answer.body();
        if (answer.status() == 200) {
            fields = new JsonObject().put("pod", fields);
        } else {
            // As in results of now: who reads thousands of them reads the reasons.
            fields.remove("error");
        }
        String json = fields.encode();
        return json.substring(1, json.length() - 1);
    }

    /** Answers a request whose questions got no reply. */
    public void fail(HttpServerResponse response, Throwable cause) {
        history.errors().answer(response, cause);
    }
}
