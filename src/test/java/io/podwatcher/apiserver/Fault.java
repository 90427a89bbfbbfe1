package io.podwatcher.apiserver;

import io.podwatcher.apiserver.wire.Wire;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Something that goes wrong with one list or watch, at a place in it: instead of the answer, or when so many pods or
 * events (bookmarks too) have been written, none unless {@link #after} says otherwise. Immutable; any thread.
 */
public final class Fault {

    private static final int INSTEAD_OF_THE_ANSWER = -1;
    private static final Buffer HALF =
            Buffer.buffer("{\"type\":\"MODIFIED\",\"object\":{\"kind\":\"Pod\",\"metadata\":{\"na");

    private final String name;
    private final int after;
    private final Consumer<Wire> strike;

    private Fault(String name, int after, Consumer<Wire> strike) {
        this.name = name;
        this.after = after;
        this.strike = strike;
    }

    private static Fault early(String name, Consumer<Wire> strike) {
        return new Fault(name, INSTEAD_OF_THE_ANSWER, strike);
    }

    private static Fault late(String name, Consumer<Wire> strike) {
        return new Fault(name, 0, strike);
    }

    /** Instead of the answer this HTTP status, with the Status object that Kubernetes gives with it. */
    public static Fault status(int code, String message) {
        return status(code, message, OptionalInt.empty());
    }

    /** Instead of the answer a 429 with Retry-After. */
    public static Fault tooManyRequests(int retryAfterSeconds) {
        return status(429, "too many requests, please try again later", OptionalInt.of(retryAfterSeconds));
    }

    private static Fault status(int code, String message, OptionalInt retryAfter) {
        return early(
                "status " + code, wire -> wire.refuse(code, StatusJson.status(code, message, retryAfter), retryAfter));
    }

    /** Instead of the answer the 404 of an API server that does not have the kind. */
    public static Fault notInstalled() {
        return answer(
                404,
                Map.of("Content-Type", "text/plain; charset=utf-8"),
                "404 page not found\n".getBytes(StandardCharsets.UTF_8));
    }

    /** Instead of the answer a 200 with this, as it is; what is no list of pods, for example. */
    public static Fault answer(String contentType, byte[] body) {
        return answer(200, Map.of("Content-Type", contentType), body);
    }

    /** Instead of the answer this one, as it is. */
    public static Fault answer(int code, Map<String, String> headers, byte[] body) {
        return early("answer " + code, wire -> wire.answer(code, headers, Buffer.buffer(body)));
    }

    /** The request is accepted and never answered. */
    public static Fault noAnswer() {
        return early("no answer", Wire::stall);
    }

    /** The connection is closed without an answer. */
    public static Fault closeInsteadOfAnswer() {
        return early("close instead of an answer", Wire::drop);
    }

    /** The connection is reset without an answer. */
    public static Fault resetInsteadOfAnswer() {
        return early("reset instead of an answer", Wire::reset);
    }

    /** It ends as if all was well: a plain EOF, or a close frame with 1000. Of a list the body then lacks its end. */
    public static Fault end() {
        return late("end", Wire::end);
    }

    /** It ends with a close frame of another status; chunks end as usual. */
    public static Fault end(int closeCode) {
        return late("end with " + closeCode, wire -> wire.end(closeCode));
    }

    /** It ends with a close frame without a status; chunks end as usual. */
    public static Fault endWithoutCode() {
        return late("end without a code", Wire::endWithoutCode);
    }

    /** The connection closes without a close frame or a last chunk. */
    public static Fault drop() {
        return late("drop", Wire::drop);
    }

    /** The connection is reset. */
    public static Fault reset() {
        return late("reset", Wire::reset);
    }

    /** Half of a pod or of an event, then the connection closes. */
    public static Fault breakOff() {
        return late("break off", wire -> {
            wire.writeBroken(HALF);
            wire.drop();
        });
    }

    /** Half-open: the socket stays, but nothing is sent, read or answered any more, pings neither. */
    public static Fault halfOpen() {
        return late("half-open", Wire::mute);
    }

    /** Nothing more is sent, while TCP is well and pings are answered. */
    public static Fault stall() {
        return late("stall", Wire::stall);
    }

    /** Something that is not JSON in between; then the answer continues. */
    public static Fault invalidJson() {
        return late("invalid JSON", wire -> wire.write(Buffer.buffer("{\"type\":]<html>\n")));
    }

    /** This text in between, as it is; then the answer continues. In a watch it is an event of its own. */
    public static Fault event(String text) {
        return late("event " + text, wire -> wire.write(Buffer.buffer(text + "\n")));
    }

    /** An event with only these fields of a pod, which may or may not be one of the server's pods. */
    public static Fault event(String type, JsonObject metadata, JsonObject status) {
        JsonObject pod = new JsonObject()
                .put("kind", "Pod")
                .put("apiVersion", "v1")
                .put("metadata", metadata)
                .put("status", status);
        return event(new JsonObject().put("type", type).put("object", pod).encode());
    }

    /** The same without a status. */
    public static Fault event(String type, JsonObject metadata) {
        return event(type, metadata, new JsonObject());
    }

    /** An event of an unknown type. */
    public static Fault unknownEventType() {
        return event("{\"type\":\"SYNCHRONIZED\",\"object\":{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{}}}");
    }

    /** An ERROR event with a Status, then the end: how a watch reports a failure, most often a 410. */
    public static Fault error(int code, String message) {
        return late("ERROR " + code, wire -> {
            wire.write(StatusJson.errorEvent(code, message));
            wire.end();
        });
    }

    /** From then on a list is sent this many bytes at a time. */
    public static Fault trickle(int bytes, Duration every) {
        return late("trickle", wire -> wire.trickle(bytes, every.toMillis()));
    }

    /** The same when this many pods or events have been written. */
    public Fault after(int count) {
        if (after == INSTEAD_OF_THE_ANSWER) {
            throw new IllegalStateException(name + " comes before anything is written");
        }
        return new Fault(name, count, strike);
    }

    boolean insteadOfAnswer() {
        return after == INSTEAD_OF_THE_ANSWER;
    }

    boolean isDueAfter(int written) {
        return !insteadOfAnswer() && after <= written;
    }

    /** How many may be written before it is due. */
    int left(int written) {
        return after - written;
    }

    void strike(Wire wire) {
        strike.accept(wire);
    }

    @Override
    public String toString() {
        return after > 0 ? name + " after " + after : name;
    }
}
