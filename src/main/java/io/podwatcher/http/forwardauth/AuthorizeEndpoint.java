package io.podwatcher.http.forwardauth;

import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.authorize.Denial;
import io.podwatcher.http.connection.direct.DirectEndpoint;
import io.podwatcher.http.exchange.BadParameter;
import io.podwatcher.http.exchange.InternalErrors;
import io.podwatcher.http.forwardauth.question.AuthorizePaths;
import io.podwatcher.http.forwardauth.question.Question;
import io.podwatcher.http.forwardauth.question.Questions;
import io.podwatcher.http.forwardauth.question.Refusal;
import io.podwatcher.http.forwardauth.verdict.Decisions;
import io.podwatcher.http.forwardauth.verdict.Verdicts;
import io.podwatcher.http.lookup.IpWait;
import io.podwatcher.http.lookup.LookupBatcher;
import io.podwatcher.http.lookup.LookupMeters;
import io.podwatcher.http.token.Tokens;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code /authorize?namespace=} and {@code /authorize/namespace/}, any method: 200 if the caller is allowed, otherwise
 * 403. No other status, because each proxy treats others differently. With AUTHORIZE_MODE=audit always
 * 200. On the event loop of its HTTP verticle.
 */
public final class AuthorizeEndpoint {

    private final Questions questions;
    private final Authorization authorization;
    private final DirectAuthorization direct;
    private final Verdicts verdicts;
    private final InternalErrors errors = new InternalErrors();

    /**
     * @param maxAge seconds since the API server confirmed the map, from which on every call is denied
     * @param audit whether calls that would be denied are answered with 200 (AUTHORIZE_MODE=audit)
     * @param questions reads the questions of this verticle
     * @param decisions records all decisions
     * @param tokens those of this verticle; empty if allowed calls get none
     */
    public AuthorizeEndpoint(
            LookupBatcher lookups,
            IpWait waits,
            Callers callers,
            long maxAge,
            boolean audit,
            Questions questions,
            Decisions decisions,
            Optional<Tokens> tokens,
            MeterRegistry registry) {
        LookupMeters meters = new LookupMeters(registry, "authorize");
        SourceTokens sourceTokens = new SourceTokens(tokens, maxAge);
        this.questions = questions;
        this.verdicts = new Verdicts(audit, decisions, registry);
        this.authorization = new Authorization(lookups, waits, callers, maxAge, meters, verdicts, sourceTokens);
        this.direct = new DirectAuthorization(lookups, callers, maxAge, meters, verdicts, sourceTokens, questions);
    }

    /** The endpoint that answers frequent allowed calls without Vert.x. */
    public DirectEndpoint direct() {
        return direct;
    }

    /** Answers {@code /authorize?namespace=}. */
    public void handle(HttpServerRequest request) {
        handle(request, () -> questions.ofProxy(request.uri()));
    }

    /** Answers {@code /authorize/namespace/}, and whatever follows. */
    public void handleNamespacePath(HttpServerRequest request) {
        handle(request, () -> questions.ofGateway(request));
    }

    /** Answers {@code /authorize/fission}, and whatever follows. */
    public void handleFission(HttpServerRequest request) {
        Questions.addEmptyTarget(request.response());
        handle(request, () -> questions.ofFission(request));
    }

    private void handle(HttpServerRequest request, Supplier<Question> question) {
        try {
            decide(request, question);
        } catch (RuntimeException e) {
            errors.report("A request for " + AuthorizePaths.AUTHORIZE + " failed", e);
            verdicts.failed(request);
        }
    }

    private void decide(HttpServerRequest request, Supplier<Question> asked) {
        Question question;
        try {
            question = asked.get();
        } catch (BadParameter e) {
            verdicts.unknown(request, new Refusal(Denial.BAD_REQUEST, e.getMessage()));
            return;
        }
        authorization.decide(request, question);
    }
}
