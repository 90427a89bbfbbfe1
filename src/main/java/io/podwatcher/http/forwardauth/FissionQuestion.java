package io.podwatcher.http.forwardauth;

import io.podwatcher.authorize.Denial;
import io.podwatcher.authorize.TargetRule;
import io.podwatcher.fission.BadTarget;
import io.podwatcher.fission.HttpTrigger;
import io.podwatcher.fission.Target;
import io.podwatcher.http.exchange.BadParameter;
import io.podwatcher.messages.fission.RoutesState;
import io.podwatcher.model.Pod;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether the caller may call the function that Fission's router runs for a request. Answered by the routes of the
 * moment at which the map has answered. Used for one request, on the event loop of its HTTP verticle.
 */
final class FissionQuestion implements Question {

    private static final CharSequence NAMESPACE = HttpHeaders.createOptimized("x-target-namespace");
    private static final CharSequence FUNCTION = HttpHeaders.createOptimized("x-target-function");
    private static final CharSequence TRIGGER = HttpHeaders.createOptimized("x-target-trigger");

    private final FissionRoutes routes;
    private final ForwardedRequest request;
    private final Optional<Duration> timeout;
    private final long maxAge;
    private Optional<Target.Found> target = Optional.empty();

    /**
     * @param routes the routes that the verticle knows
     * @param request the request that the router will get
     * @param timeout how long to wait for the caller's IP; empty not to wait
     * @param maxAge seconds since the API server confirmed the routes, from which on every call is denied
     */
    private FissionQuestion(FissionRoutes routes, ForwardedRequest request, Optional<Duration> timeout, long maxAge) {
        this.routes = routes;
        this.request = request;
        this.timeout = timeout;
        this.maxAge = maxAge;
    }

    /**
     * The question of a request to {@code /authorize/fission}.
     *
     * @param routes empty if FISSION is off
     * @throws BadParameter when the request is not understood
     */
    static FissionQuestion of(HttpServerRequest request, Optional<FissionRoutes> routes, long maxAge) {
        FissionRoutes known = routes.orElseThrow(
                () -> new BadParameter("fission_off", "FISSION is off; set it to on to find the target of a call"));
        ForwardedRequest forwarded = ForwardedRequest.of(request);
        Optional<Duration> timeout =
                forwarded.needsTrust() ? AuthorizeQuery.timeout(request.query()) : Optional.empty();
        return new FissionQuestion(known, forwarded, timeout, maxAge);
    }

    /** Adds the headers of the target without values, so that they overwrite any that the client has sent. */
    static void addEmptyHeaders(HttpServerResponse response) {
        response.putHeader(NAMESPACE, "").putHeader(FUNCTION, "").putHeader(TRIGGER, "");
    }

    @Override
    public Optional<Duration> timeout() {
        return timeout;
    }

    @Override
    public Optional<Refusal> refusalOfAll(HttpServerResponse response, boolean peerIsTrusted) {
        if (request.needsTrust() && !peerIsTrusted) {
            return Optional.of(new Refusal(
                    Denial.UNTRUSTED_PROXY,
                    "X-Forwarded-Method, -Host and -Uri are believed only from a proxy in TRUSTED_PROXIES, which this"
                            + " peer is not"));
        }
        RoutesState state = routes.state();
        if (state instanceof RoutesState.Known known) {
            return known.age().seconds() >= maxAge
                    ? Optional.of(new Refusal(
                            Denial.STALE,
                            "The API server has not confirmed Fission's triggers for longer than AUTHORIZE_MAX_AGE"))
                    : match(known, response);
        }
        return Optional.of(new Refusal(
                Denial.NOT_SYNCED,
                state instanceof RoutesState.NotInstalled
                        ? "The API server does not know Fission's HTTPTriggers: Fission is not installed"
                        : "Fission's triggers are not listed yet; GET /ready says why"));
    }

    private Optional<Refusal> match(RoutesState.Known known, HttpServerResponse response) {
        Target found;
        try {
            found = known.table().match(request.read());
        } catch (BadTarget e) {
            return Optional.of(new Refusal(Denial.BAD_TARGET, e.getMessage()));
        }
        if (found instanceof Target.Found certain) {
            target = Optional.of(certain);
            addHeaders(response, certain);
            return Optional.empty();
        }
        return Optional.of(
                found instanceof Target.Ambiguous ambiguous
                        ? new Refusal(
                                Denial.AMBIGUOUS_TARGET,
                                Denial.AMBIGUOUS_TARGET.message() + ": " + names(ambiguous.possible()))
                        : Refusal.of(Denial.UNKNOWN_TARGET));
    }

    private static void addHeaders(HttpServerResponse response, Target.Found target) {
        response.putHeader(NAMESPACE, target.namespace())
                .putHeader(
                        FUNCTION,
                        join(target.possible().stream()
                                .flatMap(trigger -> trigger.functions().stream())
                                .distinct()
                                .sorted()))
                .putHeader(
                        TRIGGER,
                        join(target.possible().stream().map(HttpTrigger::name).distinct()));
    }

    private static String names(List<HttpTrigger> triggers) {
        return join(triggers.stream()
                .map(trigger -> trigger.namespace() + "/" + trigger.name())
                .distinct());
    }

    /** More would not help anybody, and a header has its limits. */
    private static String join(Stream<String> names) {
        return names.limit(8).collect(Collectors.joining(","));
    }

    @Override
    public Optional<Refusal> refusal(Pod caller) {
        Target.Found found = target.orElseThrow();
        return new TargetRule(found)
                .denial(caller)
                .map(denial -> new Refusal(
                        denial,
                        "The caller is a pod of another namespace than " + names(found.possible())
                                + ", and its annotation pod-watcher/allow does not name it"));
    }
}
