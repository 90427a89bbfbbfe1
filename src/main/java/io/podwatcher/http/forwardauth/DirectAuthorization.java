package io.podwatcher.http.forwardauth;

import io.podwatcher.authorize.Call;
import io.podwatcher.http.connection.direct.DirectEndpoint;
import io.podwatcher.http.connection.direct.DirectRequest;
import io.podwatcher.http.exchange.BadParameter;
import io.podwatcher.http.exchange.DirectHeads;
import io.podwatcher.http.exchange.InternalErrors;
import io.podwatcher.http.forwardauth.question.AuthorizePaths;
import io.podwatcher.http.forwardauth.question.Question;
import io.podwatcher.http.forwardauth.question.Questions;
import io.podwatcher.http.forwardauth.question.Ruling;
import io.podwatcher.http.forwardauth.verdict.Verdicts;
import io.podwatcher.http.lookup.DirectReceiver;
import io.podwatcher.http.lookup.LookupBatcher;
import io.podwatcher.http.lookup.LookupMeters;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.MapVersion;
import java.util.List;

/**
 * Answers {@code /authorize?namespace=} without a wait or a version if the call is allowed. All else, and so each
 * denial, is left to {@link AuthorizeEndpoint}, which asks the map again. On the event loop of its HTTP verticle.
 */
final class DirectAuthorization implements DirectEndpoint {

    private static final String TARGET_START = AuthorizePaths.AUTHORIZE + "?";

    private final LookupBatcher lookups;
    private final Callers callers;
    private final long maxAge;
    private final LookupMeters meters;
    private final Verdicts verdicts;
    private final SourceTokens tokens;
    private final Questions questions;
    private final DirectHeads heads = new DirectHeads();
    private final InternalErrors errors = new InternalErrors();

    /**
     * @param maxAge from this age of the map on, in seconds, every call is denied
     */
    DirectAuthorization(
            LookupBatcher lookups,
            Callers callers,
            long maxAge,
            LookupMeters meters,
            Verdicts verdicts,
            SourceTokens tokens,
            Questions questions) {
        this.lookups = lookups;
        this.callers = callers;
        this.maxAge = maxAge;
        this.meters = meters;
        this.verdicts = verdicts;
        this.tokens = tokens;
        this.questions = questions;
    }

    @Override
    public boolean mayHandle(String target) {
        return target.startsWith(TARGET_START);
    }

    @Override
    public boolean handle(DirectRequest request) {
        Question question;
        try {
            question = questions.ofProxy(request.target());
        } catch (BadParameter notUsual) {
            return false;
        }
        Call call = callers.call(request);
        if (call.candidates().isEmpty()
                || question.timeout().isPresent()
                || question.notOlderThan().isPresent()) {
            return false;
        }
        lookups.lookup(call.candidates(), new Answer(request, call, question, meters.start()));
        return true;
    }

    private final class Answer extends DirectReceiver {

        private final Call call;
        private final Question question;
        private final long since;

        Answer(DirectRequest request, Call call, Question question, long since) {
            super(request);
            this.call = call;
            this.question = question;
            this.since = since;
        }

        @Override
        public void answered(List<LookupResult> answers, int first, long age, MapVersion version) {
            int caller = callers.caller(call, answers, first, age);
            if (caller < 0 || !(answers.get(first + caller) instanceof LookupResult.Owned owned)) {
                request.passOn();
                return;
            }
            boolean peerIsTrusted = call.isPeerTrusted(caller);
            Ruling ruling = Ruling.of(call.candidates().get(caller), owned, age, maxAge, question, peerIsTrusted);
            if (ruling.refusal().isPresent()) {
                request.passOn();
                return;
            }
            byte[] fromMap = heads.fromMap(age, version);
            tokens.ofCall(question, ruling, peerIsTrusted, age, token -> {
                try {
                    if (verdicts.allow(request, fromMap, question, ruling, owned.pod(), token)) {
                        callers.reportUntrusted(call, answers, first, age);
                        meters.answered(owned, since);
                    } else {
                        request.passOn();
                    }
                } catch (RuntimeException e) {
                    // Other calls may wait for the same token.
                    errors.report("A verdict could not be answered", e);
                    request.passOn();
                }
            });
        }
    }
}
