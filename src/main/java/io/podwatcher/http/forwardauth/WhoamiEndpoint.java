package io.podwatcher.http.forwardauth;

import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.authorize.Call;
import io.podwatcher.authorize.Denial;
import io.podwatcher.http.exchange.BadParameter;
import io.podwatcher.http.exchange.JsonReplies;
import io.podwatcher.http.lookup.JsonReceiver;
import io.podwatcher.http.lookup.LookupBatcher;
import io.podwatcher.http.lookup.LookupMeters;
import io.podwatcher.http.lookup.PodAnswer;
import io.podwatcher.messages.lookup.LookupResult;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/**
 * {@code GET /whoami}: what {@code /pod} answers for the caller's own IP, which is found as in {@code /authorize}. On
 * the event loop of its HTTP verticle.
 */
public final class WhoamiEndpoint {

    private final LookupBatcher lookups;
    private final Callers callers;
    private final LookupMeters meters;

    public WhoamiEndpoint(LookupBatcher lookups, Callers callers, MeterRegistry registry) {
        this.lookups = lookups;
        this.callers = callers;
        this.meters = new LookupMeters(registry, "whoami");
    }

    /** Answers any GET or HEAD request. */
    public void handle(HttpServerRequest request) {
        Call call = callers.call(request);
        if (call.candidates().isEmpty()) {
            throw new BadParameter(Denial.BAD_FORWARDED_FOR.code(), Denial.BAD_FORWARDED_FOR.message());
        }
        lookups.lookup(call.candidates(), new Answer(request.response(), call, meters.start()));
    }

    private final class Answer extends JsonReceiver {

        private final Call call;
        private final long since;

        Answer(HttpServerResponse response, Call call, long since) {
            super(response);
            this.call = call;
            this.since = since;
        }

        @Override
        public void answered(List<LookupResult> answers, int first, long age) {
            if (answers.get(first) == LookupResult.Refused.NOT_SYNCED) {
                meters.answered(LookupResult.Refused.NOT_SYNCED, since);
                JsonReplies.notSynced(response);
                return;
            }
            int caller = callers.caller(call, answers, first, age);
            callers.reportUntrusted(call, answers, first, age);
            if (caller < 0) {
                Denial denial = Callers.denial(caller);
                JsonReplies.error(JsonReplies.fromMap(response, age), 400, denial.code(), denial.message());
                return;
            }
            meters.answered(answers.get(first + caller), since);
            PodAnswer.writeOwn(response, call.candidates().get(caller), answers.get(first + caller), age);
        }

        @Override
        public void overloaded() {
            meters.overloaded();
            super.overloaded();
        }
    }
}
