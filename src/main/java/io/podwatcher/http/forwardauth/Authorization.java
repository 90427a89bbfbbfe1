package io.podwatcher.http.forwardauth;

import io.podwatcher.authorize.Call;
import io.podwatcher.authorize.Denial;
import io.podwatcher.http.exchange.InternalErrors;
import io.podwatcher.http.exchange.JsonReplies;
import io.podwatcher.http.forwardauth.question.Question;
import io.podwatcher.http.forwardauth.question.Refusal;
import io.podwatcher.http.forwardauth.question.Ruling;
import io.podwatcher.http.forwardauth.verdict.Verdicts;
import io.podwatcher.http.lookup.IpWait;
import io.podwatcher.http.lookup.LookupBatcher;
import io.podwatcher.http.lookup.LookupMeters;
import io.podwatcher.http.lookup.VersionCheck;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.MapVersion;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Decides a question that was understood: finds the caller, waits for it if the question says so, and answers. Any
 * failure denies the call. On the event loop of its HTTP verticle.
 */
final class Authorization {

    private final LookupBatcher lookups;
    private final IpWait waits;
    private final Callers callers;
    private final long maxAge;
    private final LookupMeters meters;
    private final Verdicts verdicts;
    private final SourceTokens tokens;
    private final InternalErrors errors = new InternalErrors();

    /**
     * @param maxAge seconds since the API server confirmed the map, from which on every call is denied
     */
    Authorization(
            LookupBatcher lookups,
            IpWait waits,
            Callers callers,
            long maxAge,
            LookupMeters meters,
            Verdicts verdicts,
            SourceTokens tokens) {
        this.lookups = lookups;
        this.waits = waits;
        this.callers = callers;
        this.maxAge = maxAge;
        this.meters = meters;
        this.verdicts = verdicts;
        this.tokens = tokens;
    }

    void decide(HttpServerRequest request, Question question) {
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
            verdicts.failed(request);
        }
    }
}
