package io.podwatcher.http;

import io.podwatcher.http.connection.request.ReceiveLimits;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.KeyCertOptions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The options of the HTTP servers: protocols, limits on requests, idle timeout, TLS. Stateless; any thread. */
public final class HttpServerPolicy {

    /** Longer than proxies keep their idle connections (nginx 60 s, Traefik 90 s, Caddy 2 min). */
    public static final Duration IDLE_TIMEOUT = Duration.ofMinutes(3);

    private static final List<String> CIPHER_SUITES = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private HttpServerPolicy() {}

    /**
     * The options that {@link HttpVerticle} needs, for plain HTTP.
     *
     * @param host the address to listen on
     * @param port the port, or 0 for any free one, the same for all instances
     */
    public static HttpServerOptions options(String host, int port) {
        return new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                // No proxy needs it, and a bad upgrade would be answered differently from all other errors.
                .setHttp2ClearTextEnabled(false)
                .setMaxInitialLineLength(ReceiveLimits.MAX_LINE)
                .setMaxHeaderSize(ReceiveLimits.MAX_HEADERS_SIZE)
                .setInitialSettings(new Http2Settings()
                        .setMaxConcurrentStreams(HttpServerOptions.DEFAULT_INITIAL_SETTINGS_MAX_CONCURRENT_STREAMS)
                        .setMaxHeaderListSize(ReceiveLimits.MAX_LINE + ReceiveLimits.MAX_HEADERS_SIZE))
                // A reset costs as much as a request and counts towards no other limit (CVE-2023-44487).
                .setHttp2RstFloodMaxRstFramePerWindow(ReceiveLimits.MAX_RESETS)
                .setHttp2RstFloodWindowDuration(30)
                .setHttp2RstFloodWindowDurationTimeUnit(TimeUnit.SECONDS)
                // There are no WebSockets here, so requests skip the handlers for them.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                // The kernel closes a connection whose client acknowledges nothing, whatever the answer.
                .setTcpUserTimeout((int) HttpLimits.UNREAD_TIMEOUT.toMillis())
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setIdleTimeout((int) IDLE_TIMEOUT.toSeconds());
    }

    /**
     * Turns TLS on: 1.2 and 1.3, with forward secrecy and authenticated encryption only, and HTTP/2 by ALPN.
     *
     * @param keyPair the server's certificate and its key
     */
    public static HttpServerOptions withTls(HttpServerOptions options, KeyCertOptions keyPair) {
        CIPHER_SUITES.forEach(options::addEnabledCipherSuite);
        return options.setSsl(true)
                .setUseAlpn(true)
                // A handshake takes milliseconds of asymmetric cryptography. Hundreds of new connections at once would
                // delay all lookups on the event loops by seconds.
                .setSslEngineOptions(new JdkSSLEngineOptions().setUseWorkerThread(true))
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
                .setKeyCertOptions(keyPair);
    }
}
