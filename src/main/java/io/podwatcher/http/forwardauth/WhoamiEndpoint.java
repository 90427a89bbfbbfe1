package io.podwatcher.http.forwardauth;

import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.authorize.Call;
import io.podwatcher.http.lookup.LookupBatcher;
import io.podwatcher.http.lookup.LookupMeters;
import io.podwatcher.http.lookup.PodAnswer;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.MapVersion;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

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
        Call call = callers.namedCall(request);
        lookups.lookup(call.candidates(), new Answer(request.response(), call));
    }

    private final class Answer extends CallerReceiver {

        Answer(HttpServerResponse response, Call call) {
            super(response, call, callers, meters);
        }

        @Override
        void answer(IpAddress ip, LookupResult owner, long age, MapVersion version) {
            PodAnswer.writeOwn(response, ip, owner, age, version);
        }
    }
}
