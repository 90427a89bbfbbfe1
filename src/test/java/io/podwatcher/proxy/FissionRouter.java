package io.podwatcher.proxy;

import io.podwatcher.http.RawHttp;
import io.podwatcher.proxy.paths.PathReading;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Stands for Fission's router, with the functions of two namespaces behind {@code /shop/} and {@code /media/}. It
 * answers with the namespaces whose functions a call would run, by any {@link PathReading}. On its own event loop.
 */
public final class FissionRouter implements AutoCloseable {

    public static final List<String> NAMESPACES = List.of("shop", "media");

    private static final String RAN = "x-ran";

    private final Vertx vertx = Vertx.vertx();
    private final int port;

    public FissionRouter() {
        HttpServerOptions options =
                new HttpServerOptions().setHost("127.0.0.1").setPort(0).setMaxInitialLineLength(16 * 1024);
        HttpServer server = Upstream.await(
                vertx.createHttpServer(options).requestHandler(this::answer).listen());
        port = server.actualPort();
    }

    private void answer(HttpServerRequest request) {
        String rawPath = request.uri().replaceFirst("(?s)\\?.*", "");
        request.response().putHeader(RAN, String.join(",", namespaces(rawPath))).end(request.uri());
    }

    /** The namespaces whose functions this path runs by at least one reading. */
    public static Set<String> namespaces(String rawPath) {
        return Arrays.stream(PathReading.values())
                .flatMap(reading -> reading.read(rawPath).stream())
                .flatMap(path -> NAMESPACES.stream().filter(namespace -> path.startsWith("/" + namespace + "/")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether a call was passed on to the router. */
    public static boolean reached(RawHttp.Response answer) {
        return answer.headers().containsKey(RAN);
    }

    /** The namespaces whose functions a call ran; none when it did not reach the router. */
    public static Set<String> ran(RawHttp.Response answer) {
        return Arrays.stream(answer.headers().getOrDefault(RAN, "").split(","))
                .filter(namespace -> !namespace.isEmpty())
                .collect(Collectors.toSet());
    }

    /** The path and query that reached the router. */
    public static String uri(RawHttp.Response answer) {
        return answer.body();
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        Upstream.await(vertx.close());
    }
}
