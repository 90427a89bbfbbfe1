package io.podwatcher.bench.rivals;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;

/** The ceiling: Vert.x answering each request with the same bytes. */
public final class BareServer {

    private BareServer() {}

    /** Runs until it is ended. */
    public static void main(String[] arguments) throws Exception {
        Rival rival = new Rival(arguments);
        Buffer constant = rival.bodies().values().iterator().next();
        CharSequence json = HttpHeaders.createOptimized("application/json");
        Vertx vertx = rival.vertx();
        rival.listen(
                vertx,
                unused -> request -> request.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, json)
                        .end(constant));
    }
}
