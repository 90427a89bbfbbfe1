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
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/authorize?namespace=" + namespace))
                .header("X-Forwarded-For", callerIp)
                .timeout(Duration.ofSeconds(20))
                .build();
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
