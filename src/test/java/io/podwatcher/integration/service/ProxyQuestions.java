package io.podwatcher.integration.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks as a trusted proxy does whether a caller may call a namespace. */
public final class ProxyQuestions {

    /** Makes the test's own address a proxy's. */
    public static final String TRUSTED = "TRUSTED_PROXIES=127.0.0.1";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    public ProxyQuestions(int port) {
        this.port = port;
    }

    public HttpResponse<String> authorize(String callerIp, String namespace) {
        return send(question("/authorize?namespace=" + namespace, callerIp));
    }

    /** Whether a caller may call the function that Fission's router runs for a request. */
    public HttpResponse<String> authorizeFission(String callerIp, String method, String host, String uri) {
        return send(question("/authorize/fission", callerIp)
                .header("X-Forwarded-Method", method)
                .header("X-Forwarded-Host", host)
                .header("X-Forwarded-Uri", uri));
    }

    /** The same for a request behind the path that a gateway prepends. */
    public HttpResponse<String> authorizeFissionPath(String callerIp, String uri) {
        return send(question("/authorize/fission" + uri, callerIp));
    }

    private HttpRequest.Builder question(String path, String callerIp) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("X-Forwarded-For", callerIp)
                .timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
