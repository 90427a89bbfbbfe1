package io.podwatcher.openapi;

import io.podwatcher.http.RawHttp;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** Reads the beginning of an endless answer. */
final class Streamed {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Streamed() {}

    /**
     * A step of reading.
     *
     * @param event the name of the event to wait for
     * @param then runs when it has arrived
     */
    record Step(String event, Runnable then) {

        static Step await(String event) {
            return new Step(event, () -> {});
        }
    }

    /** Reads until the events of these steps have arrived in this order. */
    static Exchange ask(Question question, Step... steps) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + question.port() + question.target()));
        question.headers().forEach(request::header);
        try {
            HttpResponse<InputStream> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                boolean gzip = response.headers().firstValue("content-encoding").isPresent();
                String events = read(gzip ? new GZIPInputStream(body) : body, steps);
                return new Exchange(
                        question,
                        new RawHttp.Response(
                                response.statusCode(),
                                response.headers().map().entrySet().stream()
                                        .collect(Collectors.toMap(
                                                entry -> entry.getKey(), entry -> String.join(", ", entry.getValue()))),
                                events));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String read(InputStream body, Step... steps) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (Step step : steps) {
            String line = line(body, text);
            while (!line.equals("event: " + step.event())) {
                line = line(body, text);
            }
            while (!line.isEmpty()) {
                line = line(body, text);
            }
            step.then().run();
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    /**
     * Byte by byte: a reader would wait until its buffer is full, because a compressed stream always reports available
     * bytes.
     */
    private static String line(InputStream body, ByteArrayOutputStream text) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = body.read(); c != '\n'; c = body.read()) {
            if (c < 0) {
                throw new EOFException("the stream ended behind " + text);
            }
            line.write(c);
        }
        line.writeTo(text);
        text.write('\n');
        return line.toString(StandardCharsets.UTF_8);
    }
}
