package io.podwatcher.http.forwardauth.question;

import io.podwatcher.authorize.Denial;
import io.podwatcher.authorize.Fixes;
import io.podwatcher.authorize.TargetRule;
import io.podwatcher.fission.BadTarget;
import io.podwatcher.fission.HttpTrigger;
import io.podwatcher.fission.Target;
import io.podwatcher.http.exchange.BadParameter;
import io.podwatcher.messages.decisions.CallTarget;
import io.podwatcher.messages.fission.RoutesState;
import io.podwatcher.model.Identity;
import io.podwatcher.model.Pod;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
        ForwardedRequest forwarded = ForwardedRequest.of(request);
        Optional<Duration> timeout = forwarded.needsTrust() ? AuthorizeQuery.timeout(request.uri()) : Optional.empty();
        return new FissionQuestion(known(routes), forwarded, timeout, maxAge);
    }

    /**
     * The question about a request that is given.
     *
     * @param routes empty if FISSION is off
     * @throws BadParameter if it is
     */
    static FissionQuestion of(ForwardedRequest request, Optional<FissionRoutes> routes, long maxAge) {
        return new FissionQuestion(known(routes), request, Optional.empty(), maxAge);
    }

    private static FissionRoutes known(Optional<FissionRoutes> routes) {
        return routes.orElseThrow(
                () -> new BadParameter("fission_off", "FISSION is off; set it to on to find the target of a call"));
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
    public Optional<Refusal> refusalOfPeer(boolean isTrusted) {
        return isTrusted || !request.needsTrust()
                ? Optional.empty()
                : Optional.of(new Refusal(
                        Denial.UNTRUSTED_PROXY,
                        "X-Forwarded-Method, -Host and -Uri are only read from a proxy in TRUSTED_PROXIES, which"
                                + " this peer is not; if it is your proxy, add its service account there"));
    }

    @Override
    public Optional<Refusal> refusalOfTarget() {
        RoutesState state = routes.state();
        if (state instanceof RoutesState.Known known) {
            return known.age().seconds() >= maxAge
                    ? Optional.of(new Refusal(
                            Denial.STALE,
                            "The API server has not confirmed Fission's triggers for longer than AUTHORIZE_MAX_AGE"))
                    : match(known);
        }
        return Optional.of(new Refusal(Denial.NOT_SYNCED, notSynced(state)));
    }

    private static String notSynced(RoutesState state) {
        if (state instanceof RoutesState.NotInstalled) {
            return "The API server does not know Fission's HTTPTriggers: Fission is not installed";
        }
        return state instanceof RoutesState.Settling
                ? "Fission's triggers have just been listed, and its router may not know all of them yet; try again in"
                        + " a few seconds"
                : "Fission's triggers are not listed yet; GET /ready says why";
    }

    private Optional<Refusal> match(RoutesState.Known known) {
        Target found;
        try {
            found = known.table().match(request.read());
        } catch (BadTarget e) {
            return Optional.of(new Refusal(Denial.BAD_TARGET, e.getMessage()));
        }
        if (found instanceof Target.Found certain) {
            target = Optional.of(certain);
            return Optional.empty();
        }
        return Optional.of(
                found instanceof Target.Ambiguous ambiguous
                        ? new Refusal(
                                Denial.AMBIGUOUS_TARGET,
                                Denial.AMBIGUOUS_TARGET.message() + ": " + TriggerNames.qualified(ambiguous.possible()))
                        : Refusal.of(Denial.UNKNOWN_TARGET));
    }

    @Override
    public void addTarget(HttpServerResponse response) {
        if (target.isPresent()) {
            List<HttpTrigger> possible = target.get().possible();
            response.putHeader(NAMESPACE, target.get().namespace())
                    .putHeader(FUNCTION, TriggerNames.functions(possible))
                    .putHeader(TRIGGER, TriggerNames.simple(possible));
        }
    }

    @Override
    public CallTarget called() {
        return target.<CallTarget>map(found -> new CallTarget.Function(found.possible()))
                .orElseGet(() -> new CallTarget.Unknown(request.shownHost()));
    }

    @Override
    public String audience() {
        return target.orElseThrow().namespace();
    }

    @Override
    public boolean isForFissionRouter() {
        return true;
    }

    @Override
    public String target() {
        return target.map(found -> "HTTPTrigger " + TriggerNames.qualified(found.possible()) + ", function "
                        + TriggerNames.functions(found.possible()))
                .orElseGet(() -> "a function" + (request.shownHost().isEmpty() ? "" : " of " + request.shownHost()));
    }

    @Override
    public String fix(Pod caller, Denial denial) {
        return target.orElseThrow().possible().stream()
                .filter(trigger -> trigger.allowed().stream().noneMatch(identity -> identity.isOf(caller)))
                .map(trigger -> Fixes.ofTrigger(trigger, List.of(Identity.of(caller))))
                .collect(Collectors.joining("; "));
    }

    @Override
    public Optional<Refusal> refusal(Pod caller) {
        Target.Found found = target.orElseThrow();
        return new TargetRule(found)
                .denial(caller)
                .map(denial -> new Refusal(
                        denial,
                        "The caller is a pod of another namespace than the HTTPTrigger "
                                + TriggerNames.qualified(found.possible())
                                + ", whose annotation pod-watcher/allow does not name it"));
    }
}
