package io.podwatcher.bench.rivals;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** The design as one would first write it: a router, and one request over the event bus for each lookup. */
public final class NaiveBusServer {

    private static final String LOOKUP = "lookup";

    private NaiveBusServer() {}

    /** Runs until it is ended. */
    public static void main(String[] arguments) throws Exception {
        Rival rival = new Rival(arguments);
        Map<String, Buffer> bodies = rival.bodies();
        Vertx vertx = rival.vertx();
        vertx.getOrCreateContext()
                .runOnContext(turn -> vertx.eventBus()
                        .<String>localConsumer(
                                LOOKUP,
                                message -> message.reply(bodies.getOrDefault(message.body(), Buffer.buffer("{}")))));
        rival.listen(vertx, unused -> {
            Router router = Router.router(vertx);
            router.get("/pod").handler(NaiveBusServer::lookup);
            router.get("/ready").handler(context -> context.response().end());
            return router;
        });
    }

    private static void lookup(RoutingContext context) {
        context.vertx()
                .eventBus()
                .<Buffer>request(LOOKUP, context.request().getParam("ip"))
                .onSuccess(reply -> context.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .end(reply.body()))
                .onFailure(context::fail);
    }
}
