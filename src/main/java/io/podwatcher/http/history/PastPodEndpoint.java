package io.podwatcher.http.history;

import io.podwatcher.http.exchange.BadParameter;
import io.podwatcher.http.exchange.JsonReplies;
import io.podwatcher.http.exchange.QueryParameters;
import io.podwatcher.http.lookup.ClientCheck;
import io.podwatcher.http.lookup.PodEndpoint;
import io.podwatcher.http.lookup.VersionCheck;
import io.podwatcher.messages.history.PastOwner;
import io.podwatcher.messages.history.PastOwnersRequest.Question;
import io.podwatcher.model.IpAddress;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/** {@code GET /pod?ip=&at=}: the pod that owned an IP at a moment. On the event loop of its HTTP verticle. */
public final class PastPodEndpoint {

    private static final String EXAMPLE = PodEndpoint.PATH + "?ip=10.42.0.5&at=2026-11-23T14:03:00Z";

    private final History history;
    private final ClientCheck clients;

    public PastPodEndpoint(History history, ClientCheck clients) {
        this.history = history;
        this.clients = clients;
    }

    /** Answers any GET or HEAD request; throws {@link BadParameter} if it is not understood. */
    public void handle(HttpServerRequest request) {
        Question question = question(request);
        clients.ifAllowed(request, () -> ask(question, request.response()));
    }

    private Question question(HttpServerRequest request) {
        IpAddress ip = QueryParameters.ip(request, EXAMPLE);
        List<String> at = QueryParameters.all(request, "at");
        if (at.size() > 1) {
            throw new BadParameter("repeated_parameter", "The parameter at is given more than once");
        }
        if (QueryParameters.one(request, "wait").isPresent()) {
            throw new BadParameter("invalid_wait", "wait cannot be combined with at: there is nothing to wait for");
        }
        if (QueryParameters.one(request, VersionCheck.PARAMETER).isPresent()) {
            throw new BadParameter(
                    "invalid_version", "notOlderThan cannot be combined with at: it is about the current map");
        }
        // Also if it has no value: a script whose variable is empty must not get the owner of now.
        return new Question(ip, history.moments().past(at.get(0)));
    }

    private void ask(Question question, HttpServerResponse response) {
        history.client()
                .owner(question)
                .map(owner -> answer(question, owner, response))
                .onFailure(cause -> history.errors().answer(response, cause));
    }

    private static Void answer(Question question, PastOwner owner, HttpServerResponse response) {
        PastAnswer answer = PastAnswer.of(question, owner);
        JsonReplies.json(response, answer.status(), answer.body().toBuffer());
        return null;
    }
}
