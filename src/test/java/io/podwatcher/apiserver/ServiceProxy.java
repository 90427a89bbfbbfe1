package io.podwatcher.apiserver;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The proxy of services: passes requests on to the program behind a service. On the event loop. */
final class ServiceProxy {

    private static final Pattern PATH =
            Pattern.compile("/api/v1/namespaces/([^/]+)/services/(?:http:)?([^/:]+):(\\d+)/proxy(/.*)");

    /** The client that the program sees: like a real API server, neither a pod nor on the program's own machine. */
    private static final String ADDRESS = "127.0.0.2";

    private final Map<String, Integer> ports = new ConcurrentHashMap<>();
    private final HttpClient client;

    ServiceProxy(Vertx vertx) {
        client = vertx.createHttpClient(new HttpClientOptions().setLocalAddress(ADDRESS));
    }

    /** Names the port of this machine behind a service. */
    void add(String namespace, String service, int port) {
        ports.put(namespace + "/" + service, port);
    }

    /** Answers the request, if it is for a service. */
    boolean handles(HttpServerRequest request) {
        Matcher asked = PATH.matcher(request.uri());
        if (!asked.matches()) {
            return false;
        }
        Integer port = ports.get(asked.group(1) + "/" + asked.group(2));
        if (port == null) {
            String message = "services \"" + asked.group(2) + "\" not found";
            request.response()
                    .setStatusCode(404)
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(StatusJson.status(404, message, OptionalInt.empty()).toBuffer());
            return true;
        }
        RequestOptions onward = new RequestOptions()
                .setMethod(request.method())
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI(asked.group(4));
        client.request(onward)
                .compose(HttpClientRequest::send)
                .compose(answer -> {
                    request.response()
                            .setStatusCode(answer.statusCode())
                            .putHeader(HttpHeaders.CONTENT_TYPE, answer.getHeader(HttpHeaders.CONTENT_TYPE));
                    return answer.body().compose(body -> request.response().end(body));
                })
                .onFailure(refused -> request.response().setStatusCode(503).end(String.valueOf(refused.getMessage())));
        return true;
    }
}
