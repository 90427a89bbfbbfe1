package io.podwatcher.http;

import io.podwatcher.tls.KeyPairFiles;
import io.podwatcher.tls.TestKeyPair;
import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The service by https, and clients that trust its certificates, for each test. */
@ExtendWith(VertxExtension.class)
public abstract class WithTls {

    @TempDir
    private Path folder;

    public final TestKeyPair first = TestKeyPair.elliptic();
    public final TestKeyPair renewed = TestKeyPair.elliptic();
    public final SSLContext trust = TestKeyPair.trusting(first, renewed);
    public FakeCache cache;
    public Service service;

    @BeforeEach
    public void deploy(Vertx vertx) throws Exception {
        cache = new FakeCache(vertx).listen();
        cache.owns("10.42.0.5", FakeCache.pod("default", "web", 3000));
        KeyCertOptions keyPair = load(first, vertx);
        service = Service.start(vertx, options -> HttpServerPolicy.withTls(options, keyPair));
    }

    public KeyCertOptions load(TestKeyPair pair, Vertx vertx) throws Exception {
        KeyPairFiles files = pair.write(folder);
        return files.load(vertx);
    }

    public SSLSocket socket() throws IOException {
        return (SSLSocket) trust.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), service.port());
    }

    public HttpClient client(HttpClient.Version version) {
        return HttpClient.newBuilder().version(version).sslContext(trust).build();
    }

    public HttpResponse<String> get(HttpClient client, String path) {
        try {
            return client.send(request(path), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + service.port() + path))
                .build();
    }
}
