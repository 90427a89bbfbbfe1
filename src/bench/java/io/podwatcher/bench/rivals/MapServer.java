package io.podwatcher.bench.rivals;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.Map;

/** The next step: a map that never changes, read by the handler itself. */
public final class MapServer {

    private MapServer() {}

    /** Runs until it is ended. */
    public static void main(String[] arguments) throws Exception {
        Rival rival = new Rival(arguments);
        Map<String, Buffer> bodies = rival.bodies();
        Buffer unknown = Buffer.buffer("{}");
        CharSequence json = HttpHeaders.createOptimized("application/json");
        Vertx vertx = rival.vertx();
        rival.listen(
                vertx,
                unused -> request -> request.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, json)
                        .end(bodies.getOrDefault(request.getParam("ip", ""), unknown)));
    }
}
