package io.podwatcher.apiserver;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.OptionalInt;

/** The Status objects with which a real API server reports errors. */
final class StatusJson {

    private StatusJson() {}

    static JsonObject status(int code, String message, OptionalInt retryAfterSeconds) {
        JsonObject status = new JsonObject()
                .put("kind", "Status")
                .put("apiVersion", "v1")
                .put("metadata", new JsonObject())
                .put("status", "Failure")
                .put("message", message)
                .put("reason", reason(code));
        retryAfterSeconds.ifPresent(
                seconds -> status.put("details", new JsonObject().put("retryAfterSeconds", seconds)));
        return status.put("code", code);
    }

    static Buffer errorEvent(int code, String message) {
        return new JsonObject()
                .put("type", "ERROR")
                .put("object", status(code, message, OptionalInt.empty()))
                .toBuffer()
                .appendString("\n");
    }

    private static String reason(int code) {
        return switch (code) {
            case 400 -> "BadRequest";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "NotFound";
            case 405 -> "MethodNotAllowed";
            case 406 -> "NotAcceptable";
            case 410 -> "Expired";
            case 429 -> "TooManyRequests";
            case 500 -> "InternalError";
            case 503 -> "ServiceUnavailable";
            case 504 -> "Timeout";
            default -> "Unknown";
        };
    }
}
