package io.podwatcher.proxy.functions;

import io.podwatcher.fission.HttpTrigger;
import io.podwatcher.http.Service;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Stands for Fission's router, in the plainest code and with none of ours: sorts the routes and takes the first that
 * matches. It runs each call in all ways in which routers read requests, and answers with the UIDs of the triggers that
 * it ran, and with the headers that the function would see. On its own event loop.
 */
final class StandInRouter implements AutoCloseable {

    /** How a router reads a request. */
    enum Reading {
        V27(false, false),
        V27_ENCODED(true, false),
        V26(false, true),
        V26_ENCODED(true, true);

        private final boolean encoded;

        /** gorilla/mux: redirects what is not clean, and compares the host without its port. */
        private final boolean gorilla;

        Reading(boolean encoded, boolean gorilla) {
            this.encoded = encoded;
            this.gorilla = gorilla;
        }
    }

    private record Line(HttpTrigger trigger, boolean exact, String text) {

        int group() {
            return (trigger.host().isEmpty() ? 2 : 0) + (exact ? 0 : 1);
        }

        int length() {
            return exact ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
        }
    }

    private static final Comparator<Line> ORDER = Comparator.comparingInt(Line::group)
            .thenComparing(Comparator.comparingInt(Line::length).reversed())
            .thenComparing(line -> line.trigger().createdAt())
            .thenComparing(line -> line.trigger().namespace())
            .thenComparing(line -> line.trigger().name());

    private final Vertx vertx = Vertx.vertx();
    private final int port;
    private volatile List<HttpTrigger> triggers = List.of();

    StandInRouter() {
        HttpServerOptions options =
                new HttpServerOptions().setHost("127.0.0.1").setPort(0).setMaxInitialLineLength(16 * 1024);
        HttpServer server = Service.await(
                vertx.createHttpServer(options).requestHandler(this::run).listen());
        port = server.actualPort();
    }

    int port() {
        return port;
    }

    /** From now on it has the routes of these. */
    void has(List<HttpTrigger> triggers) {
        this.triggers = List.copyOf(triggers);
    }

    private void run(HttpServerRequest request) {
        String path = request.uri().replaceFirst("(?s)\\?.*", "");
        String host = request.getHeader("Host");
        JsonArray ran = new JsonArray();
        for (Reading reading : Reading.values()) {
            pick(triggers, reading, request.method().name(), host, path)
                    .map(HttpTrigger::name)
                    .filter(name -> !ran.contains(name))
                    .ifPresent(ran::add);
        }
        JsonObject headers = new JsonObject();
        request.headers()
                .names()
                .forEach(name ->
                        headers.put(name, new JsonArray(request.headers().getAll(name))));
        request.response()
                .putHeader("x-router", "reached")
                .end(new JsonObject()
                        .put("ran", ran)
                        .put("uri", request.uri())
                        .put("headers", headers)
                        .encode());
    }

    /** The trigger whose function a router runs. */
    static Optional<HttpTrigger> pick(
            List<HttpTrigger> triggers, Reading reading, String method, String host, String rawPath) {
        String path = reading.encoded ? rawPath : decode(rawPath);
        if (path == null || reading.gorilla && !isClean(path)) {
            return Optional.empty();
        }
        List<Line> lines = new ArrayList<>();
        for (HttpTrigger trigger : triggers) {
            if (trigger.prefix().isEmpty()) {
                lines.add(new Line(trigger, true, trigger.relativeUrl()));
            } else if (trigger.prefix().endsWith("/")) {
                lines.add(new Line(trigger, false, trigger.prefix()));
            } else {
                lines.add(new Line(trigger, true, trigger.prefix()));
                lines.add(new Line(trigger, false, trigger.prefix() + "/"));
            }
        }
        String compared = reading.gorilla ? host.replaceFirst(":.*", "") : host;
        return lines.stream()
                .sorted(ORDER)
                .filter(line ->
                        line.trigger().host().isEmpty() || line.trigger().host().equals(compared))
                .filter(line -> line.trigger().methods().contains(method))
                .filter(line -> matches(line, path))
                .map(Line::trigger)
                .findFirst();
    }

    private static boolean matches(Line line, String path) {
        if (!line.text().contains("{")) {
            return line.exact() ? path.equals(line.text()) : path.startsWith(line.text());
        }
        StringBuilder regex = new StringBuilder();
        int at = 0;
        for (int open = line.text().indexOf('{'); open >= 0; open = line.text().indexOf('{', at)) {
            int close = line.text().indexOf('}', open);
            String variable = line.text().substring(open + 1, close);
            int colon = variable.indexOf(':');
            regex.append(Pattern.quote(line.text().substring(at, open)))
                    .append('(')
                    .append(colon < 0 ? "[^/]+" : variable.substring(colon + 1))
                    .append(')');
            at = close + 1;
        }
        regex.append(Pattern.quote(line.text().substring(at)));
        var matcher = Pattern.compile(regex.toString()).matcher(path);
        return line.exact() ? matcher.matches() : matcher.lookingAt();
    }

    /** Null if an escape is malformed. */
    private static String decode(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean isClean(String path) {
        return !path.contains("//") && !(path + "/").contains("/./") && !(path + "/").contains("/../");
    }

    @Override
    public void close() {
        Service.await(vertx.close());
    }
}
