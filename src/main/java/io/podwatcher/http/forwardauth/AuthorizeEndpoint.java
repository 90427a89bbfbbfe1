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
import java.util.function.Supplier;

/**
 * {@code /authorize?namespace=} and {@code /authorize/namespace/}, any method: 200 if the caller is allowed, otherwise
 * 403. No other status, because each proxy treats others differently. On the event loop of its HTTP verticle.
 */
public final class AuthorizeEndpoint {

    public static final String PATH = "/authorize";

    /** Followed by the namespace, and by anything else. */
    public static final String NAMESPACE_PATH = PATH + "/namespace/";

    /** The target is the one of Fission's router: named in headers, or by what follows. */
    public static final String FISSION_PATH = PATH + "/fission";

    private final LookupBatcher lookups;
    private final IpWait waits;
    private final Callers callers;
    private final long maxAge;
    private final LookupMeters meters;
    private final Verdicts verdicts;
    private final Optional<FissionRoutes> fission;
    private final ParsedQueries questions = new ParsedQueries();
    private final InternalErrors errors = new InternalErrors();

    /**
     * @param maxAge seconds since the API server confirmed the map, from which on every call is denied
     * @param fission the routes of Fission's router; empty if FISSION is off
     */
    public AuthorizeEndpoint(
            LookupBatcher lookups,
            IpWait waits,
            Callers callers,
            long maxAge,
            Optional<FissionRoutes> fission,
            MeterRegistry registry) {
        this.lookups = lookups;
        this.waits = waits;
        this.callers = callers;
        this.maxAge = maxAge;
        this.fission = fission;
        this.meters = new LookupMeters(registry, "authorize");
        this.verdicts = new Verdicts(registry);
    }

    /** Whether the target of a request is {@code /authorize/fission}, or anything behind it. */
    public static boolean isFission(String target) {
        int end = FISSION_PATH.length();
        return target.startsWith(FISSION_PATH)
                && (target.length() == end || target.charAt(end) == '/' || target.charAt(end) == '?');
    }

    /** Answers {@code /authorize?namespace=}. */
    public void handle(HttpServerRequest request) {
        handle(request, () -> questions.get(AuthorizeQuery.ofProxy(request.uri())));
    }

    /** Answers {@code /authorize/namespace/}, and whatever follows. */
    public void handleNamespacePath(HttpServerRequest request) {
        handle(request, () -> questions.get(AuthorizeQuery.ofGateway(request.uri())));
    }

    /** Answers {@code /authorize/fission}, and whatever follows. */
    public void handleFission(HttpServerRequest request) {
        FissionQuestion.addEmptyHeaders(request.response());
        handle(request, () -> FissionQuestion.of(request, fission, maxAge));
    }

    private void handle(HttpServerRequest request, Supplier<Question> question) {
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

    private void decide(HttpServerRequest request, Supplier<Question> asked) {
        Question question;
        try {
            question = asked.get();
        } catch (BadParameter e) {
            verdicts.unknown(request.response(), new Refusal(Denial.BAD_REQUEST, e.getMessage()));
            return;
        }
        Call call = callers.call(request);
        if (call.candidates().isEmpty()) {
            verdicts.unknown(request.response(), Denial.BAD_FORWARDED_FOR);
            return;
        }
        long since = question.timeout().isPresent() ? LookupMeters.UNTIMED : meters.start();
        lookups.lookup(call.candidates(), new Answer(request, call, question, question.timeout(), since));
    }

    private final class Answer implements LookupBatcher.Receiver {

        private final HttpServerRequest request;
        private final HttpServerResponse response;
        private final Call call;
        private final Question question;
        private final Optional<Duration> wait;
        private final long since;

        Answer(HttpServerRequest request, Call call, Question question, Optional<Duration> wait, long since) {
            this.request = request;
            this.response = request.response();
            this.call = call;
            this.question = question;
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
                Answer last = new Answer(request, call, question, Optional.empty(), since);
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
                boolean peerIsTrusted = caller > 0 || !call.fromPeer();
                decide(call.candidates().get(caller), answers.get(first + caller), peerIsTrusted);
            }
        }

        private void decide(IpAddress ip, LookupResult owner, boolean peerIsTrusted) {
            Optional<Refusal> ofAll = question.refusalOfAll(response, peerIsTrusted);
            if (owner instanceof LookupResult.Owned owned) {
                ofAll.or(() -> question.refusal(owned.pod()))
                        .ifPresentOrElse(
                                refusal -> verdicts.denied(response, ip, owned.pod(), refusal),
                                () -> verdicts.allowed(response, owned.pod()));
            } else if (ofAll.isPresent()) {
                verdicts.unknown(response, ofAll.get());
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
