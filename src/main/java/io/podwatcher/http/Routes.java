package io.podwatcher.http;

import io.podwatcher.http.bulk.BulkEndpoint;
import io.podwatcher.http.connection.request.RefusalMeters;
import io.podwatcher.http.exchange.BadParameter;
import io.podwatcher.http.exchange.InternalErrors;
import io.podwatcher.http.exchange.JsonReplies;
import io.podwatcher.http.forwardauth.DecisionsEndpoint;
import io.podwatcher.http.forwardauth.ExplainEndpoint;
import io.podwatcher.http.forwardauth.question.AuthorizePaths;
import io.podwatcher.http.history.HistoryEndpoint;
import io.podwatcher.http.lookup.ClientCheck;
import io.podwatcher.http.lookup.PodEndpoint;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Maps paths to endpoints, and answers all other requests with errors. On the event loop of its HTTP verticle. */
final class Routes {

    /** Only proxies send longer ones, and evaluating a selector of 64 KiB would block the event loops. */
    private static final int MAX_URI_LENGTH = 4096;

    private Routes() {}

    static Router create(Vertx vertx, Endpoints to, AnswerOptions answers, RefusalMeters refusals) {
        ClientCheck clients = to.clients();
        BadRequestMeters badRequests = to.badRequests();
        InternalErrors errors = new InternalErrors();
        Router router = Router.router(vertx);
        router.route(AuthorizePaths.AUTHORIZE).handler(context -> to.authorize().handle(context.request()));
        router.route(AuthorizePaths.NAMESPACE + "*")
                .handler(context -> to.authorize().handleNamespacePath(context.request()));
        router.route(AuthorizePaths.FISSION + "*")
                .handler(context -> to.authorize().handleFission(context.request()));
        router.route().handler(context -> refuseLongUris(context, refusals));
        get(
                router,
                PodEndpoint.PATH,
                counted(badRequests, PodEndpoint.PATH, request -> to.history().answerPod(request, to.pod(), clients)));
        get(router, "/whoami", counted(badRequests, "/whoami", to.whoami()::handle));
        get(router, "/token", counted(badRequests, "/token", to.tokens()::answerOwn));
        get(router, "/.well-known/jwks.json", to.tokens()::answerKeys);
        get(router, "/.well-known/openid-configuration", to.tokens()::answerDiscovery);
        get(router, "/health", to.health()::health);
        get(router, "/ready", to.health()::ready);
        get(router, "/metrics", to.metrics()::metrics);
        get(router, "/openapi.yaml", answers.contract()::answer);
        // What follows shows the map.
        get(router, "/pods", clients, counted(badRequests, "/pods", to.pods()::handle));
        get(router, "/events", clients, counted(badRequests, "/events", to.events()::handle));
        get(router, ExplainEndpoint.PATH, clients, counted(badRequests, ExplainEndpoint.PATH, to.explain()::handle));
        get(
                router,
                DecisionsEndpoint.PATH,
                clients,
                counted(badRequests, DecisionsEndpoint.PATH, to.decisions()::handle));
        get(
                router,
                HistoryEndpoint.PATH,
                clients,
                counted(badRequests, HistoryEndpoint.PATH, to.history()::answerIntervals));
        router.post(BulkEndpoint.PATH).handler(context -> bulk(to.bulk(), context));
        get(router, "/load", clients, to.metrics()::load);
        answers.page()
                .ifPresent(shown -> shown.files().forEach((path, file) -> get(router, path, clients, file::answer)));

        router.errorHandler(
                400,
                context ->
                        JsonReplies.error(context.response(), 400, "bad_request", "The request cannot be understood"));
        router.errorHandler(
                404,
                context -> JsonReplies.error(
                        context.response(),
                        404,
                        "unknown_path",
                        "Unknown path; there are /pod, /lookup, /pods, /events, "
                                + "/authorize, /explain, /decisions, /history,"
                                + " /whoami, /token, /health, /ready, /load, /metrics, /openapi.yaml"
                                + (answers.page().isPresent() ? ", /" : "")));
        router.errorHandler(405, context -> {
            boolean isBulk = context.request().path().equals(BulkEndpoint.PATH);
            context.response().putHeader("allow", isBulk ? "POST" : "GET, HEAD");
            JsonReplies.error(
                    context.response(),
                    405,
                    "method_not_allowed",
                    "Only " + (isBulk ? "POST is" : "GET and HEAD are") + " answered on this path");
        });
        router.errorHandler(500, context -> {
            errors.report("A request for " + context.request().path() + " failed", context.failure());
            InternalErrors.answer(context.response());
        });
        return router;
    }

    /** Other spellings of the path have no answer, because their bodies are not read. */
    private static void bulk(BulkEndpoint bulk, RoutingContext context) {
        if (BulkEndpoint.isPath(context.request().uri())) {
            bulk.handle(context.request());
        } else {
            context.fail(404);
        }
    }

    private static void refuseLongUris(RoutingContext context, RefusalMeters refusals) {
        if (context.request().uri().length() > MAX_URI_LENGTH) {
            refusals.count(RefusalMeters.Refusal.URI_TOO_LONG);
            JsonReplies.uriTooLong(context.response(), MAX_URI_LENGTH);
        } else {
            context.next();
        }
    }

    private static void get(Router router, String path, Handler<HttpServerRequest> endpoint) {
        router.route(path)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(context -> serve(endpoint, context.request()));
    }

    /** A path that only allowed clients may read. */
    private static void get(Router router, String path, ClientCheck clients, Handler<HttpServerRequest> endpoint) {
        get(router, path, request -> clients.ifAllowed(request, () -> serve(endpoint, request)));
    }

    private static Handler<HttpServerRequest> counted(
            BadRequestMeters badRequests, String path, Handler<HttpServerRequest> endpoint) {
        return request -> {
            try {
                endpoint.handle(request);
            } catch (BadParameter e) {
                badRequests.count(path);
                throw e;
            }
        };
    }

    private static void serve(Handler<HttpServerRequest> endpoint, HttpServerRequest request) {
        try {
            endpoint.handle(request);
        } catch (BadParameter e) {
            JsonReplies.error(request.response(), 400, e.reason(), e.getMessage());
        }
    }
}
