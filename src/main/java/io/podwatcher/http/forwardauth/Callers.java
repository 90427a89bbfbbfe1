package io.podwatcher.http.forwardauth;

import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.authorize.Call;
import io.podwatcher.authorize.Denial;
import io.podwatcher.authorize.TrustedProxies;
import io.podwatcher.http.connection.direct.DirectRequest;
import io.podwatcher.http.exchange.BadParameter;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.IpAddress;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;

/**
 * Finds the caller behind a request: the peer, or whom a trusted proxy forwards for. On the event loop of its HTTP
 * verticle.
 */
public final class Callers {

    private static final CharSequence FORWARDED_FOR = "x-forwarded-for";
    private static final Call NOBODY = new Call(List.of(), false, false);

    private final TrustedProxies proxies;
    private final UntrustedForwarders untrusted;

    public Callers(TrustedProxies proxies, MeterRegistry registry) {
        this.proxies = proxies;
        this.untrusted = new UntrustedForwarders(registry);
    }

    /** Who may be the caller; no candidates if a proxy that is trusted by its address names none. */
    Call call(HttpServerRequest request) {
        Optional<IpAddress> peer =
                IpAddress.parse(request.connection().remoteAddress().hostAddress());
        return peer.map(address -> proxies.call(address, request.headers().getAll(FORWARDED_FOR)))
                .orElse(NOBODY);
    }

    /** The same for a request that Vert.x has not seen. */
    Call call(DirectRequest request) {
        return request.peer()
                .map(address -> proxies.call(address, request.headers(FORWARDED_FOR)))
                .orElse(NOBODY);
    }

    /**
     * The same for a caller that asks about itself.
     *
     * @throws BadParameter when a proxy that is trusted by its address names none
     */
    Call namedCall(HttpServerRequest request) {
        Call call = call(request);
        if (call.candidates().isEmpty()) {
            throw new BadParameter(Denial.BAD_FORWARDED_FOR.code(), Denial.BAD_FORWARDED_FOR.message());
        }
        return call;
    }

    /** The number of the caller among the candidates, or less than 0, as {@link TrustedProxies#caller} says. */
    int caller(Call call, List<LookupResult> answers, int first, long age) {
        return proxies.caller(call, answers, first, age);
    }

    /** Reports the peer if it has named a caller without being trusted to; once for each request. */
    void reportUntrusted(Call call, List<LookupResult> answers, int first, long age) {
        if (proxies.isUntrustedForwarder(call, answers, first, age)) {
            untrusted.report(call.candidates().get(0), answers.get(first));
        }
    }

    /** Why there is no caller. */
    static Denial denial(int caller) {
        return caller == TrustedProxies.TERMINATING_PROXY ? Denial.UNTRUSTED_PROXY : Denial.BAD_FORWARDED_FOR;
    }
}
