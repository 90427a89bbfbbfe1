package io.podwatcher.http.forwardauth;

import io.podwatcher.authorize.Call;
import io.podwatcher.authorize.Denial;
import io.podwatcher.http.exchange.JsonReplies;
import io.podwatcher.http.lookup.JsonReceiver;
import io.podwatcher.http.lookup.LookupMeters;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.MapVersion;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/** Receives what the map says of a request's own caller. Used once, on the event loop of its HTTP verticle. */
abstract class CallerReceiver extends JsonReceiver {

    private final Call call;
    private final Callers callers;
    private final LookupMeters meters;
    private final long since;

    /**
     * @param meters counts and times this lookup
     */
    CallerReceiver(HttpServerResponse response, Call call, Callers callers, LookupMeters meters) {
        super(response);
        this.call = call;
        this.callers = callers;
        this.meters = meters;
        this.since = meters.start();
    }

    /**
     * Answers a caller whose address is known.
     *
     * @param owner what the map says of the address
     * @param age of the map, in whole seconds, rounded down
     * @param version of the map
     */
    abstract void answer(IpAddress ip, LookupResult owner, long age, MapVersion version);

    @Override
    public final void answered(List<LookupResult> answers, int first, long age, MapVersion version) {
        if (answers.get(first) == LookupResult.Refused.NOT_SYNCED) {
            meters.answered(LookupResult.Refused.NOT_SYNCED, since);
            JsonReplies.notSynced(response);
            return;
        }
        int caller = callers.caller(call, answers, first, age);
        callers.reportUntrusted(call, answers, first, age);
        if (caller < 0) {
            Denial denial = Callers.denial(caller);
            JsonReplies.error(JsonReplies.fromMap(response, age, version), 400, denial.code(), denial.message());
            return;
        }
        meters.answered(answers.get(first + caller), since);
        answer(call.candidates().get(caller), answers.get(first + caller), age, version);
    }

    @Override
    public final void overloaded() {
        meters.overloaded();
        super.overloaded();
    }
}
