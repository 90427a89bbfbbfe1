package io.podwatcher.http.lookup;

import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.http.exchange.BadParameter;
import io.podwatcher.http.exchange.InternalErrors;
import io.podwatcher.http.exchange.JsonReplies;
import io.podwatcher.http.exchange.QueryParameters;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.IpAddress;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /pod?ip=}, {@code &wait=}: the pod that owns an IP. This is what callers wait for on each of their
 * requests.
 */
public final class PodEndpoint {

    public static final String PATH = "/pod";

    private static final String USUAL = PATH + "?ip=";

    private final LookupBatcher lookups;
    private final IpWait waits;
    private final LookupMeters meters;

    public PodEndpoint(LookupBatcher lookups, IpWait waits, MeterRegistry registry) {
        this.lookups = lookups;
        this.waits = waits;
        this.meters = new LookupMeters(registry, "pod");
    }

    /**
     * Answers the usual request without routing and without taking the URI apart: what the strict parser takes needs no
     * decoding.
     *
     * @return false when it is another request, which is then left as it is
     */
    public boolean handleUsual(HttpServerRequest request) {
        String uri = request.uri();
        if (!uri.startsWith(USUAL) || !HttpMethod.GET.equals(request.method())) {
            return false;
        }
        Optional<IpAddress> ip = IpAddress.parse(uri.substring(USUAL.length()));
        ip.ifPresent(
                address -> lookups.lookup(address, new Answer(request.response(), address, meters, meters.begin())));
        return ip.isPresent();
    }

    /** Answers any GET or HEAD request. */
    public void handle(HttpServerRequest request) {
        IpAddress ip = ip(request);
        Optional<Duration> wait = QueryParameters.one(request, "wait").map(QueryParameters::wait);
        HttpServerResponse response = request.response();
        if (wait.isPresent()) {
            Answer answer = new Answer(response, ip, meters, LookupMeters.UNTIMED);
            lookups.lookup(ip, waits.waitIfUnknown(ip, wait.get(), request, answer));
        } else {
            lookups.lookup(ip, new Answer(response, ip, meters, meters.begin()));
        }
    }

    private static IpAddress ip(HttpServerRequest request) {
        List<String> values;
        try {
            values = QueryParameters.all(request, "ip");
        } catch (BadParameter undecodable) {
            throw new BadParameter("invalid_ip", undecodable.getMessage());
        }
        if (values.isEmpty() || values.equals(List.of(""))) {
            throw new BadParameter("missing_ip", "The parameter ip is missing; ask for example /pod?ip=10.42.0.5");
        }
        if (values.size() > 1) {
            throw new BadParameter("invalid_ip", "The parameter ip is given more than once");
        }
        return IpAddress.parse(values.get(0))
                .orElseThrow(() -> new BadParameter(
                        "invalid_ip", "The parameter ip is not an IPv4 or IPv6 address in plain notation"));
    }

    private record Answer(HttpServerResponse response, IpAddress ip, LookupMeters meters, long since)
            implements LookupBatcher.Caller {

        @Override
        public void answered(LookupResult lookup, long age) {
            meters.answered(lookup, since);
            if (lookup instanceof LookupResult.Owned owned) {
                JsonReplies.pod(JsonReplies.fromMap(response, age), owned.pod());
            } else if (lookup == LookupResult.Refused.NOT_SYNCED) {
                JsonReplies.notSynced(response);
            } else {
                refused((LookupResult.Refused) lookup, JsonReplies.fromMap(response, age));
            }
        }

        private void refused(LookupResult.Refused refused, HttpServerResponse response) {
            switch (refused) {
                case AMBIGUOUS ->
                    JsonReplies.error(
                            response, 409, "ambiguous", "More than one live pod claims IP " + ip + "; none is given");
                case HOST_NETWORK ->
                    JsonReplies.error(
                            response,
                            404,
                            "host_network",
                            "IP " + ip + " is a node's; any process there may be calling");
                default -> JsonReplies.error(response, 404, "not_found", "No pod found with IP " + ip);
            }
        }

        @Override
        public void overloaded() {
            meters.overloaded();
            JsonReplies.overloaded(response);
        }

        @Override
        public void failed() {
            InternalErrors.answer(response);
        }
    }
}
