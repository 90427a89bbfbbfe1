package io.podwatcher;

import io.podwatcher.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Requests {@code /health} of a running instance, for images without curl. On the thread that calls. */
final class HealthCheck {

    private static final int TIMEOUT_MILLIS = 3000;

    private HealthCheck() {}

    /**
     * The outcome of the request.
     *
     * @param healthy whether the instance answered 200
     * @param text its answer, or why there was none
     */
    record Outcome(boolean healthy, String text) {}

    /** Asks the instance that listens at the host and port of these settings; blocks for up to some seconds. */
    static Outcome ask(Settings settings) {
        String scheme = settings.tlsCertFile().isPresent() ? "https" : "http";
        URI uri = URI.create(scheme + "://" + settings.reachableHost() + ":" + settings.port() + "/health");
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
            if (connection instanceof HttpsURLConnection secure) {
                secure.setSSLSocketFactory(
                        trusting(settings.tlsCertFile().orElseThrow()).getSocketFactory());
                // The certificate names the Service, not the loopback address.
                secure.setHostnameVerifier((host, session) -> true);
            }
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            int status = connection.getResponseCode();
            InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream();
            String text = body == null ? "status " + status : new String(body.readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(status == 200, text);
        } catch (IOException | GeneralSecurityException e) {
            return new Outcome(false, uri + " does not answer: " + e.getMessage());
        }
    }

    /** Trusts only the certificates that the instance itself is configured with. */
    private static SSLContext trusting(Path certificates) throws IOException, GeneralSecurityException {
        KeyStore own = KeyStore.getInstance(KeyStore.getDefaultType());
        own.load(null, null);
        try (InputStream in = Files.newInputStream(certificates)) {
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                own.setCertificateEntry("certificate-" + own.size(), certificate);
            }
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(own);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
