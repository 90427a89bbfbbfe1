package io.podwatcher;

import io.podwatcher.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Asks a running instance how it is, for images without curl. */
final class HealthCheck {

    private static final int PATIENCE_MILLIS = 3000;

    private HealthCheck() {}

    /**
     * What came of asking.
     *
     * @param healthy whether it answered that it is
     * @param text its answer, or why there was none
     */
    record Result(boolean healthy, String text) {}

    /** Asks the instance that listens where these settings say; blocks for up to some seconds. */
    static Result ask(Settings settings) {
        URI uri = URI.create("http://" + settings.reachableHost() + ":" + settings.port() + "/health");
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            int status = connection.getResponseCode();
            InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream();
            String text = body == null ? "status " + status : new String(body.readAllBytes(), StandardCharsets.UTF_8);
            return new Result(status == 200, text);
        } catch (IOException e) {
            return new Result(false, uri + " does not answer: " + e.getMessage());
        }
    }
}
