package io.podwatcher.http.ui;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * In front of a service: answers {@code /decisions} with what the test gives it, so that calls of any kind and number
 * are there at once, and passes on everything else.
 */
final class DecisionsStub implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient();
    private final AtomicInteger questions = new AtomicInteger();
    private final HttpServer server;
    private final String service;
    private volatile int status = 200;
    private volatile Buffer body = Buffer.buffer("{}");

    /**
     * @param service the address of the service
     */
    DecisionsStub(String service) throws Exception {
        this.service = service;
        this.server = vertx.createHttpServer()
                .requestHandler(this::handle)
                .listen(0, "127.0.0.1")
                .await(10, TimeUnit.SECONDS);
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** From now on, answers this. */
    void answers(int status, JsonObject body) {
        this.status = status;
        this.body = body.toBuffer();
    }

    /** How often {@code /decisions} has been asked. */
    int questions() {
        return questions.get();
    }

    private void handle(HttpServerRequest request) {
        if (request.path().equals("/decisions")) {
            questions.incrementAndGet();
            request.response()
                    .setStatusCode(status)
                    .putHeader("content-type", "application/json")
                    .end(body);
        } else {
            passOn(request);
        }
    }

    private void passOn(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        client.request(new RequestOptions().setMethod(HttpMethod.GET).setAbsoluteURI(service + request.uri()))
                .compose(passed -> {
                    response.closeHandler(gone -> passed.reset());
                    return passed.send();
                })
                .onSuccess(answer -> {
                    response.setStatusCode(answer.statusCode()).setChunked(true);
                    answer.headers().remove("transfer-encoding").remove("content-length");
                    response.headers().addAll(answer.headers());
                    // The browser may have closed a stream of events, of which parts are under way.
                    answer.handler(part -> ifOpen(response, () -> response.write(part)));
                    answer.endHandler(end -> ifOpen(response, response::end));
                })
                .onFailure(failure -> request.connection().close());
    }

    private static void ifOpen(HttpServerResponse response, Runnable write) {
        if (!response.closed()) {
            write.run();
        }
    }

    @Override
    public void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }
}
