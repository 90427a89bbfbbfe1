package io.podwatcher.http.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/**
 * A program that follows {@code /events} and keeps a copy of the map by the rules of the contract. It reads on a thread
 * of its own; one thread uses it.
 */
final class EventClient implements AutoCloseable {

    private static final int HANG_SECONDS = 60;

    /** What is queued when the stream has ended or broken. */
    private static final Event END = new Event("end", "", new JsonObject());

    private final HttpResponse<InputStream> response;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final ReentrantLock reading = new ReentrantLock(true);
    private final Map<String, String> copy = new HashMap<>();
    private volatile Optional<IOException> broken = Optional.empty();
    private String lastId = "";

    /** One event; the id is empty where it has none. */
    record Event(String name, String id, JsonObject data) {}

    private EventClient(HttpResponse<InputStream> response) {
        this.response = response;
        Thread reader = new Thread(this::read, "event-client");
        reader.setDaemon(true);
        reader.start();
    }

    /** Opens a stream, with headers given as name, value, name, value. */
    static EventClient open(HttpClient http, String url, String... headers) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
            if (headers.length > 0) {
                request.headers(headers);
            }
            HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            return new EventClient(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What it knows already when it comes back. */
    EventClient knowing(Map<String, String> pods) {
        copy.putAll(pods);
        return this;
    }

    /** Stops reading until {@link #readOn}. */
    void stall() {
        reading.lock();
    }

    void readOn() {
        reading.unlock();
    }

    private String line(BufferedReader lines) throws IOException {
        reading.lock();
        try {
            return lines.readLine();
        } finally {
            reading.unlock();
        }
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body(), StandardCharsets.UTF_8))) {
            Map<String, String> fields = new HashMap<>();
            for (String line = line(lines); line != null; line = line(lines)) {
                if (!line.isEmpty()) {
                    int colon = line.indexOf(": ");
                    fields.merge(
                            line.substring(0, colon), line.substring(colon + 2), (one, other) -> one + "\n" + other);
                } else if (fields.containsKey("event")) {
                    events.add(new Event(
                            fields.get("event"),
                            fields.getOrDefault("id", ""),
                            new JsonObject(fields.getOrDefault("data", ""))));
                    fields.clear();
                } else {
                    assertThat(fields).containsExactly(Map.entry("retry", "1000"));
                    fields.clear();
                }
            }
        } catch (IOException e) {
            broken = Optional.of(e);
        } finally {
            events.add(END);
        }
    }

    private InputStream body() throws IOException {
        boolean gzip = response.headers().firstValue("content-encoding").isPresent();
        return gzip ? new GZIPInputStream(response.body()) : response.body();
    }

    HttpHeaders headers() {
        return response.headers();
    }

    HttpClient.Version version() {
        return response.version();
    }

    /** The next event, which the copy takes in. */
    Event next() {
        try {
            Event event = events.poll(HANG_SECONDS, TimeUnit.SECONDS);
            assertThat(event).as("an event within %d s", HANG_SECONDS).isNotNull();
            take(event);
            return event;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void take(Event event) {
        switch (event.name()) {
            case "snapshot" -> {
                if (event.data().getBoolean("first")) {
                    copy.clear();
                }
                JsonObject pods = event.data().getJsonObject("pods");
                pods.fieldNames().forEach(ip -> copy.put(ip, name(pods.getJsonObject(ip))));
            }
            case "pod" ->
                copy.put(event.data().getString("ip"), name(event.data().getJsonObject("pod")));
            case "deleted" -> copy.remove(event.data().getString("ip"));
            default -> assertThat(event.name()).isIn("bookmark", "end");
        }
        lastId = event.id().isEmpty() ? lastId : event.id();
    }

    private static String name(JsonObject pod) {
        return pod.getString("name");
    }

    /** Reads on until such an event. */
    Event nextThat(Predicate<Event> wanted) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(HANG_SECONDS);
        Event event = next();
        while (!wanted.test(event)) {
            assertThat(event).as("the stream has ended").isNotEqualTo(END);
            assertThat(System.nanoTime())
                    .as("still others, the last is %s", event)
                    .isLessThan(deadline);
            event = next();
        }
        return event;
    }

    Event next(String name) {
        return nextThat(event -> event.name().equals(name));
    }

    /** Reads on until the copy is like this. */
    void awaitCopy(Map<String, String> pods) {
        while (!copy.equals(pods)) {
            Event event = next();
            assertThat(event)
                    .as("the stream has ended at %s instead of %s", copy, pods)
                    .isNotEqualTo(END);
        }
    }

    /** Reads on until the stream ends as it should. */
    void awaitEnd() {
        awaitEndOrBreak();
        assertThat(broken).isEmpty();
    }

    void awaitEndOrBreak() {
        while (!next().equals(END)) {
            // What still comes is of no interest.
        }
    }

    /** By IP, the names of their pods. */
    Map<String, String> copy() {
        return Map.copyOf(copy);
    }

    String lastId() {
        return lastId;
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
