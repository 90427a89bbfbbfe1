package io.podwatcher.http.forwardauth;

import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.authorize.Call;
import io.podwatcher.authorize.Denial;
import io.podwatcher.http.exchange.BadParameter;
import io.podwatcher.http.exchange.InternalErrors;
import io.podwatcher.http.exchange.JsonReplies;
import io.podwatcher.http.lookup.IpWait;
import io.podwatcher.http.lookup.LookupBatcher;
import io.podwatcher.http.lookup.LookupMeters;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.IpAddress;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * {@code /authorize?namespace=} and {@code /authorize/namespace/}, any method: 200 if the caller is allowed, otherwise
 * 403. No other status, because each proxy treats others differently. On the event loop of its HTTP verticle.
 */
public final class AuthorizeEndpoint {

    public static final String PATH = "/authorize";

    /** Followed by the namespace, and by anything else. */
    public static final String NAMESPACE_PATH = PATH + "/namespace/";

    private final LookupBatcher lookups;
    private final IpWait waits;
    private final Callers callers;
    private final long maxAge;
    private final LookupMeters meters;
    private final Verdicts verdicts;
    private final ParsedQueries questions = new ParsedQueries();
    private final InternalErrors errors = new InternalErrors();

    /**
     * @param maxAge seconds since the API server confirmed the map, from which on every call is denied
     */
    public AuthorizeEndpoint(
            LookupBatcher lookups, IpWait waits, Callers callers, long maxAge, MeterRegistry registry) {
        this.lookups = lookups;
        this.waits = waits;
        this.callers = callers;
        this.maxAge = maxAge;
        this.meters = new LookupMeters(registry, "authorize");
        this.verdicts = new Verdicts(registry);
    }

    /** Answers {@code /authorize?namespace=}. */
    public void handle(HttpServerRequest request) {
        handle(request, AuthorizeQuery::ofProxy);
    }

    /** Answers {@code /authorize/namespace/}, and whatever follows. */
    public void handleNamespacePath(HttpServerRequest request) {
        handle(request, AuthorizeQuery::ofGateway);
    }

    private void handle(HttpServerRequest request, UnaryOperator<String> question) {
        try {
            decide(request, question);
        } catch (RuntimeException e) {
            errors.report("A request for " + PATH + " failed", e);
            failed(request.response());
        }
    }

    /** Denies the call, whatever has been decided before the failure. */
    private void failed(HttpServerResponse response) {
        InternalErrors.answer(response, () -> verdicts.unknown(response, Denial.INTERNAL_ERROR));
    }

    private void decide(HttpServerRequest request, UnaryOperator<String> question) {
        AuthorizeQuery query;
        try {
            query = questions.get(question.apply(request.uri()));
        } catch (BadParameter e) {
            verdicts.unknown(request.response(), Denial.BAD_REQUEST, e.getMessage());
            return;
        }
        Call call = callers.call(request);
        if (call.candidates().isEmpty()) {
            verdicts.unknown(request.response(), Denial.BAD_FORWARDED_FOR);
            return;
        }
        long since = query.timeout().isPresent() ? LookupMeters.UNTIMED : meters.start();
        lookups.lookup(call.candidates(), new Answer(request, call, query, query.timeout(), since));
    }

    private final class Answer implements LookupBatcher.Receiver {

        private final HttpServerRequest request;
        private final HttpServerResponse response;
        private final Call call;
        private final AuthorizeQuery query;
        private final Optional<Duration> wait;
        private final long since;

        Answer(HttpServerRequest request, Call call, AuthorizeQuery query, Optional<Duration> wait, long since) {
            this.request = request;
            this.response = request.response();
            this.call = call;
            this.query = query;
            this.wait = wait;
            this.since = since;
        }

        @Override
        public void answered(List<LookupResult> answers, int first, long age) {
            if (answers.get(first) == LookupResult.Refused.NOT_SYNCED) {
                meters.answered(LookupResult.Refused.NOT_SYNCED, since);
                verdicts.unknown(response, Denial.NOT_SYNCED);
                return;
            }
            int caller = callers.caller(call, answers, first, age);
            if (caller >= 0 && answers.get(first + caller) == LookupResult.Refused.NOT_FOUND && wait.isPresent()) {
                // Looked up again with all candidates: who is a trusted proxy may have changed meanwhile.
                Answer last = new Answer(request, call, query, Optional.empty(), since);
                IpAddress ip = call.candidates().get(caller);
                waits.await(ip, wait.get(), request, () -> lookups.lookup(call.candidates(), last), this);
                return;
            }
            callers.reportUntrusted(call, answers, first, age);
            JsonReplies.fromMap(response, age);
            if (caller >= 0) {
                meters.answered(answers.get(first + caller), since);
            }
            // The age is in whole seconds, rounded down: at the last of them it may exceed the limit already.
            if (age >= maxAge) {
                verdicts.unknown(response, Denial.STALE);
            } else if (caller < 0) {
                verdicts.unknown(response, Callers.denial(caller));
            } else {
                decide(call.candidates().get(caller), answers.get(first + caller));
            }
        }

        private void decide(IpAddress ip, LookupResult owner) {
            if (owner instanceof LookupResult.Owned owned) {
                query.rule()
                        .denial(owned.pod())
                        .ifPresentOrElse(
                                denial -> verdicts.denied(response, ip, owned.pod(), denial),
                                () -> verdicts.allowed(response, owned.pod()));
            } else {
                switch ((LookupResult.Refused) owner) {
                    case AMBIGUOUS -> verdicts.nameless(response, ip, Denial.AMBIGUOUS);
                    case HOST_NETWORK -> verdicts.nameless(response, ip, Denial.HOST_NETWORK);
                    default -> verdicts.external(response, ip);
                }
            }
        }

        @Override
        public void overloaded() {
            meters.overloaded();
            verdicts.unknown(response, Denial.OVERLOADED);
        }

        @Override
        public void failed() {
            AuthorizeEndpoint.this.failed(response);
        }
    }
}
