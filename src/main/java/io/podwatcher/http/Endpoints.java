package io.podwatcher.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.http.bulk.BulkEndpoint;
import io.podwatcher.http.connection.direct.DirectEndpoint;
import io.podwatcher.http.connection.request.RefusalMeters;
import io.podwatcher.http.events.EventHub;
import io.podwatcher.http.events.EventsEndpoint;
import io.podwatcher.http.forwardauth.AuthorizeEndpoint;
import io.podwatcher.http.forwardauth.Callers;
import io.podwatcher.http.forwardauth.DecisionsEndpoint;
import io.podwatcher.http.forwardauth.ExplainEndpoint;
import io.podwatcher.http.forwardauth.WhoamiEndpoint;
import io.podwatcher.http.forwardauth.question.FissionRoutes;
import io.podwatcher.http.forwardauth.question.Questions;
import io.podwatcher.http.forwardauth.verdict.Decisions;
import io.podwatcher.http.listing.PodsEndpoint;
import io.podwatcher.http.lookup.ClientCheck;
import io.podwatcher.http.lookup.DirectLookup;
import io.podwatcher.http.lookup.IpWait;
import io.podwatcher.http.lookup.LookupBatcher;
import io.podwatcher.http.lookup.LookupMeters;
import io.podwatcher.http.lookup.PodEndpoint;
import io.podwatcher.http.streaming.LongAnswers;
import io.podwatcher.messages.CacheClient;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** All that answers requests of one HTTP verticle. On its event loop. */
record Endpoints(
        List<DirectEndpoint> direct,
        PodEndpoint pod,
        BulkEndpoint bulk,
        AuthorizeEndpoint authorize,
        ExplainEndpoint explain,
        DecisionsEndpoint decisions,
        WhoamiEndpoint whoami,
        TokenPaths tokens,
        HistoryPaths history,
        PodsEndpoint pods,
        EventsEndpoint events,
        HealthEndpoints health,
        MetricsEndpoint metrics,
        ClientCheck clients,
        BadRequestMeters badRequests) {

    /**
     * Creates those that these options ask for.
     *
     * @param cacheTimeout how long the cache, and the other verticles that are asked, may take to reply
     * @param bodySilence how long a client may send nothing of a body that is read
     * @param draining whether the service is about to stop
     */
    static Endpoints create(
            Vertx vertx,
            Context context,
            AnswerOptions options,
            HttpLimits limits,
            CacheClient cache,
            Duration cacheTimeout,
            EventHub events,
            Duration bodySilence,
            BooleanSupplier draining,
            RefusalMeters refusals,
            MeterRegistry registry) {
        LookupBatcher lookups = new LookupBatcher(cache, context);
        Gauge.builder("pod.watcher.queued.lookups", lookups, LookupBatcher::waiting)
                .description("Lookups that wait to be sent to the cache, by event loop")
                .tag("loop", Thread.currentThread().getName())
                .register(registry);
        IpWait waits = new IpWait(cache, context.deploymentID(), options.waitMax(), refusals);
        LongAnswers longAnswers = new LongAnswers(vertx, limits.longAnswers(), refusals, registry);
        ClientCheck clients = new ClientCheck(options.allowedClients(), lookups, refusals);
        Callers callers = new Callers(options.trustedProxies(), registry);
        Optional<FissionRoutes> fission =
                options.fission() ? Optional.of(FissionRoutes.overBus(vertx.eventBus())) : Optional.empty();
        long maxAge = options.authorizeMaxAge();
        Questions questions = new Questions(fission, maxAge);
        TokenPaths tokens = TokenPaths.of(options, vertx.eventBus(), lookups, callers, registry);
        HistoryPaths history =
                HistoryPaths.of(options, vertx.eventBus(), cacheTimeout.multipliedBy(2), clients, longAnswers);
        LookupMeters podMeters = new LookupMeters(registry, "pod");
        AuthorizeEndpoint authorize = new AuthorizeEndpoint(
                lookups,
                waits,
                callers,
                maxAge,
                options.audit(),
                questions,
                new Decisions(vertx, cacheTimeout),
                tokens.tokens(),
                registry);
        return new Endpoints(
                List.of(new DirectLookup(lookups, clients, podMeters), authorize.direct()),
                new PodEndpoint(lookups, waits, clients, podMeters),
                new BulkEndpoint(vertx, lookups, history.lookups(), clients, longAnswers, bodySilence, registry),
                authorize,
                new ExplainEndpoint(lookups, maxAge, questions),
                new DecisionsEndpoint(vertx.eventBus(), cacheTimeout, longAnswers),
                new WhoamiEndpoint(lookups, callers, registry),
                tokens,
                history,
                new PodsEndpoint(cache, longAnswers, registry),
                new EventsEndpoint(events, refusals),
                new HealthEndpoints(vertx, options.watchMaxAge(), fission, history.state(), draining),
                new MetricsEndpoint(vertx, cacheTimeout),
                clients,
                new BadRequestMeters(registry));
    }
}
