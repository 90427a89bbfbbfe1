package io.podwatcher.http.history;

import io.podwatcher.http.exchange.JsonReplies;
import io.podwatcher.messages.history.PastOwner;
import io.podwatcher.messages.history.PastOwnersRequest.Question;
import io.vertx.core.json.JsonObject;

/**
 * What a question about the past is answered. Immutable; any thread.
 *
 * @param status of the HTTP answer
 * @param body the pod, or an error that may have further fields
 */
record PastAnswer(int status, JsonObject body) {

    static PastAnswer of(Question question, PastOwner owner) {
        String ipThen = question.ip() + " at " + Rfc3339.write(question.at());
        if (owner instanceof PastOwner.Owned owned) {
            return new PastAnswer(200, PastJson.pod(owned.interval(), question.at()));
        }
        if (owner instanceof PastOwner.Nobody) {
            return error(404, "not_found", "No pod had IP " + ipThen);
        }
        if (owner instanceof PastOwner.HostNetwork) {
            return error(
                    404, "host_network", "IP " + ipThen + " was a node's; any process there may have been calling");
        }
        if (owner instanceof PastOwner.Candidates several) {
            PastAnswer answer = error(409, "ambiguous_then", message(several) + ipThen);
            PastJson.put(answer.body, several);
            return answer;
        }
        PastOwner.Unknown unknown = (PastOwner.Unknown) owner;
        PastAnswer answer = error(404, "unknown_then", "Who had IP " + ipThen + " is not known" + coverage(unknown));
        PastJson.put(answer.body, unknown);
        return answer;
    }

    private static PastAnswer error(int status, String reason, String error) {
        return new PastAnswer(status, JsonReplies.errorBody(reason, error));
    }

    private static String message(PastOwner.Candidates several) {
        return several.perhapsNobody()
                ? "It is not certain which of these pods, or whether any pod, had IP "
                : "It is not certain which of these pods had IP ";
    }

    private static String coverage(PastOwner.Unknown unknown) {
        if (unknown.coveredUntil().isEmpty()) {
            return unknown.coveredFrom()
                    .map(from -> ": the history begins at " + Rfc3339.write(from))
                    .orElse(": the history is empty");
        }
        return ": the history has a gap from "
                + Rfc3339.write(unknown.coveredUntil().get())
                + unknown.coveredFrom()
                        .map(from -> " to " + Rfc3339.write(from))
                        .orElse(" on");
    }
}
