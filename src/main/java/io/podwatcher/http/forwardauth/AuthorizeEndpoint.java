package io.podwatcher.http.forwardauth;

import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.authorize.Call;
import io.podwatcher.authorize.Denial;
import io.podwatcher.http.connection.direct.DirectEndpoint;
import io.podwatcher.http.exchange.BadParameter;
import io.podwatcher.http.exchange.InternalErrors;
import io.podwatcher.http.exchange.JsonReplies;
import io.podwatcher.http.forwardauth.question.AuthorizePaths;
import io.podwatcher.http.forwardauth.question.Question;
import io.podwatcher.http.forwardauth.question.Questions;
import io.podwatcher.http.forwardauth.question.Refusal;
import io.podwatcher.http.forwardauth.question.Ruling;
import io.podwatcher.http.lookup.IpWait;
import io.podwatcher.http.lookup.LookupBatcher;
import io.podwatcher.http.lookup.LookupMeters;
import io.podwatcher.http.lookup.VersionCheck;
import io.podwatcher.http.token.Tokens;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.MapVersion;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code /authorize?namespace=} and {@code /authorize/namespace/}, any method: 200 if the caller is allowed, otherwise
 * 403. No other status, because each proxy treats others differently. With AUTHORIZE_MODE=audit always
 * 200. On the event loop of its HTTP verticle.
 */
public final class AuthorizeEndpoint {

    private final LookupBatcher lookups;
    private final IpWait waits;
    private final Callers callers;
    private final long maxAge;
    private final LookupMeters meters;
    private final Verdicts verdicts;
    private final SourceTokens tokens;
    private final Questions questions;
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
        this.lookups = lookups;
        this.waits = waits;
        this.callers = callers;
        this.maxAge = maxAge;
        this.questions = questions;
        this.meters = new LookupMeters(registry, "authorize");
        this.verdicts = new Verdicts(audit, decisions, registry);
        this.tokens = new SourceTokens(tokens, maxAge);
    }

    /** The endpoint that answers frequent allowed calls without Vert.x. */
    public DirectEndpoint direct() {
        return new DirectAuthorization(lookups, callers, maxAge, meters, verdicts, tokens, questions);
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
            failed(request);
        }
    }

    /** Denies the call, whatever has been decided before the failure. */
    private void failed(HttpServerRequest request) {
        InternalErrors.answer(request.response(), () -> verdicts.unknown(request, Refusal.of(Denial.INTERNAL_ERROR)));
    }

    private void decide(HttpServerRequest request, Supplier<Question> asked) {
        Question question;
        try {
            question = asked.get();
        } catch (BadParameter e) {
            verdicts.unknown(request, new Refusal(Denial.BAD_REQUEST, e.getMessage()));
            return;
        }
        Call call = callers.call(request);
        if (call.candidates().isEmpty()) {
            verdicts.refuse(request, question, Refusal.of(Denial.BAD_FORWARDED_FOR));
            return;
        }
        Optional<MapVersion> version = question.notOlderThan();
        long since = question.timeout().isPresent() || version.isPresent() ? LookupMeters.UNTIMED : meters.start();
        Answer answer = new Answer(request, call, question, question.timeout(), since);
        lookups.lookup(call.candidates(), version.isEmpty() ? answer : check(version.get(), answer));
    }

    private VersionCheck check(MapVersion version, Answer answer) {
        return new VersionCheck(
                version,
                answer.wait,
                waits,
                answer.request,
                answer,
                check -> lookups.lookup(answer.call.candidates(), check));
    }

    private final class Answer implements VersionCheck.Receiver {

        private final HttpServerRequest request;
        private final Call call;
        private final Question question;
        private final Optional<Duration> wait;
        private final long since;

        Answer(HttpServerRequest request, Call call, Question question, Optional<Duration> wait, long since) {
            this.request = request;
            this.call = call;
            this.question = question;
            this.wait = wait;
            this.since = since;
        }

        @Override
        public void answered(List<LookupResult> answers, int first, long age, MapVersion version) {
            if (answers.get(first) == LookupResult.Refused.NOT_SYNCED) {
                meters.answered(LookupResult.Refused.NOT_SYNCED, since);
                undecided(Denial.NOT_SYNCED);
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
            JsonReplies.fromMap(request.response(), age, version);
            if (caller >= 0) {
                meters.answered(answers.get(first + caller), since);
            }
            boolean peerIsTrusted = call.isPeerTrusted(caller);
            Ruling ruling = caller < 0 ? nobody(caller, age) : ruling(caller, answers, first, age, peerIsTrusted);
            answer(ruling, peerIsTrusted, age);
        }

        /** At once, or when the caller's token is signed. */
        private void answer(Ruling ruling, boolean peerIsTrusted, long age) {
            tokens.routerAuthorization(question, ruling, peerIsTrusted)
                    .ifPresent(value -> request.response().putHeader(HttpHeaders.AUTHORIZATION, value));
            tokens.ofCall(question, ruling, peerIsTrusted, age, token -> {
                try {
                    verdicts.answer(request, question, ruling, token);
                } catch (RuntimeException e) {
                    errors.report("A verdict could not be answered", e);
                    failed();
                }
            });
        }

        private Ruling nobody(int caller, long age) {
            return Ruling.unknown(Refusal.of(age >= maxAge ? Denial.STALE : Callers.denial(caller)));
        }

        private Ruling ruling(int caller, List<LookupResult> answers, int first, long age, boolean peerIsTrusted) {
            IpAddress ip = call.candidates().get(caller);
            return Ruling.of(ip, answers.get(first + caller), age, maxAge, question, peerIsTrusted);
        }

        @Override
        public void behind(List<LookupResult> answers, int first, long age, MapVersion version, String message) {
            meters.behind();
            JsonReplies.fromMap(request.response(), age, version);
            verdicts.refuse(request, question, new Refusal(Denial.BEHIND, message));
        }

        @Override
        public void overloaded() {
            meters.overloaded();
            undecided(Denial.OVERLOADED);
        }

        /** The caller is not known, but what the call was for may be. */
        private void undecided(Denial denial) {
            verdicts.refuse(request, question, Refusal.of(denial));
        }

        @Override
        public void failed() {
            AuthorizeEndpoint.this.failed(request);
        }
    }
}
