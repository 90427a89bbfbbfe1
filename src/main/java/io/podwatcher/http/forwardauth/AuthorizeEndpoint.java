package io.podwatcher.http.forwardauth;

import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.authorize.Denial;
import io.podwatcher.authorize.TrustedProxies;
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
import java.util.Optional;

/**
 * {@code /authorize?namespace=}, any method: 200 when the caller of a proxy may pass, otherwise 403; nothing else,
 * because proxies read other codes each in their own way. On the event loop of its HTTP verticle.
 */
public final class AuthorizeEndpoint {

    public static final String PATH = "/authorize";

    private static final CharSequence FORWARDED_FOR = "x-forwarded-for";

    private final LookupBatcher lookups;
    private final IpWait waits;
    private final TrustedProxies proxies;
    private final long maxAge;
    private final LookupMeters meters;
    private final Verdicts verdicts;
    private final UntrustedProxies untrusted = new UntrustedProxies();
    private final KnownQuestions questions = new KnownQuestions();
    private final InternalErrors errors = new InternalErrors();

    /**
     * @param proxies whose word counts on who calls
     * @param maxAge how old the map may be until nobody is let in; less than a second lets nobody in
     */
    public AuthorizeEndpoint(
            LookupBatcher lookups, IpWait waits, TrustedProxies proxies, Duration maxAge, MeterRegistry registry) {
        this.lookups = lookups;
        this.waits = waits;
        this.proxies = proxies;
        this.maxAge = maxAge.toSeconds();
        this.meters = new LookupMeters(registry, "authorize");
        this.verdicts = new Verdicts(registry);
    }

    public void handle(HttpServerRequest request) {
        try {
            decide(request);
        } catch (RuntimeException e) {
            errors.report("A request for " + PATH + " failed", e);
            failed(request.response());
        }
    }

    /** Lets nobody in, whatever has been decided before the failure. */
    private void failed(HttpServerResponse response) {
        InternalErrors.answer(response, () -> verdicts.unknown(response, Denial.INTERNAL_ERROR));
    }

    private void decide(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        AuthorizeQuery query;
        try {
            query = questions.get(AuthorizeQuery.ofProxy(request.uri()));
        } catch (BadParameter e) {
            verdicts.unknown(response, Denial.BAD_REQUEST, e.getMessage());
            return;
        }
        Optional<IpAddress> caller = caller(request);
        if (caller.isEmpty()) {
            verdicts.unknown(response, Denial.BAD_FORWARDED_FOR);
            return;
        }
        IpAddress ip = caller.get();
        if (query.timeout().isPresent()) {
            Answer answer = new Answer(response, ip, query, LookupMeters.UNTIMED);
            lookups.lookup(ip, waits.waitIfUnknown(ip, query.timeout().get(), request, answer));
        } else {
            lookups.lookup(ip, new Answer(response, ip, query, meters.begin()));
        }
    }

    private Optional<IpAddress> caller(HttpServerRequest request) {
        Optional<IpAddress> peer =
                IpAddress.parse(request.connection().remoteAddress().hostAddress());
        if (peer.isEmpty()) {
            return peer;
        }
        if (!proxies.contains(peer.get())) {
            if (request.headers().contains(FORWARDED_FOR)) {
                untrusted.forwards(peer.get());
            }
            return peer;
        }
        return proxies.caller(peer.get(), request.headers().getAll(FORWARDED_FOR));
    }

    private final class Answer implements LookupBatcher.Caller {

        private final HttpServerResponse response;
        private final IpAddress caller;
        private final AuthorizeQuery query;
        private final long since;

        Answer(HttpServerResponse response, IpAddress caller, AuthorizeQuery query, long since) {
            this.response = response;
            this.caller = caller;
            this.query = query;
            this.since = since;
        }

        @Override
        public void answered(LookupResult lookup, long age) {
            meters.answered(lookup, since);
            if (lookup == LookupResult.Refused.NOT_SYNCED) {
                verdicts.unknown(response, Denial.NOT_SYNCED);
                return;
            }
            JsonReplies.fromMap(response, age);
            // The age is in whole seconds, rounded down: at the last of them it may exceed the limit already.
            if (age >= maxAge) {
                verdicts.unknown(response, Denial.STALE);
            } else if (lookup instanceof LookupResult.Owned owned) {
                query.rule()
                        .denial(owned.pod())
                        .ifPresentOrElse(
                                denial -> verdicts.denied(response, caller, owned.pod(), denial),
                                () -> verdicts.allowed(response, owned.pod()));
            } else {
                switch ((LookupResult.Refused) lookup) {
                    case AMBIGUOUS -> verdicts.nameless(response, caller, Denial.AMBIGUOUS);
                    case HOST_NETWORK -> verdicts.nameless(response, caller, Denial.HOST_NETWORK);
                    default -> verdicts.external(response, caller);
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
