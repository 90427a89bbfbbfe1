package io.podwatcher.watch.api;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.podwatcher.messages.watch.RestartReason;
import io.podwatcher.watch.lifecycle.Problem;
import io.vertx.core.VertxException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** Turns failures of requests to the API server into a {@link Problem} with a message for the user. Any thread. */
public final class ApiErrors {

    /** The native transport's prefix of the operating system's message. */
    private static final Pattern SYSTEM_CALL = Pattern.compile("^\\w+\\(\\.\\.\\) failed with error\\(-?\\d+\\): ");

    /** Marks a status that fabric8 made itself from the status line of a response. */
    private static final String MADE_BY_FABRIC8 = "CLIENT_STATUS_FLAG";

    private ApiErrors() {}

    /** The reason and message of a failure. */
    public static Problem problem(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof WatchRefused refused) {
                return refused.problem();
            }
            if (cause instanceof ListFailure list) {
                return list.problem();
            }
        }
        return new Problem(reason(failure), message(failure));
    }

    /** The reason and message of a watch that could not be opened. */
    static Problem notOpened(Throwable failure) {
        Problem problem = problem(failure);
        return problem.reason() == RestartReason.CONNECTION
                ? new Problem(RestartReason.CONNECTION, "the watch cannot be opened: " + problem.message())
                : problem;
    }

    /** The problem of a refused watch: the response to a WebSocket request has only its status line. */
    static Problem ofRefusedWatch(HttpResponse<?> response) {
        return new Problem(
                RestartReason.ofStatus(response.code()),
                refused(true, response.code(), response.message()),
                retryAfter(response),
                OptionalInt.of(response.code()));
    }

    /** The server's Retry-After; zero if there is none. */
    public static Duration retryAfter(HttpResponse<?> response) {
        return RetryAfter.of(
                Optional.ofNullable(response.header("Retry-After")), Optional.ofNullable(response.header("Date")));
    }

    /** Whether the connection failed or the response could not be read. */
    static RestartReason reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof TimeoutException || cause instanceof VertxException) {
                return RestartReason.CONNECTION;
            }
        }
        return RestartReason.UNREADABLE;
    }

    /**
     * Whether this is fabric8 8.0's failure on a watch that was closed immediately after opening, for example because
     * its version is too old: its callback throws, and the watcher is not called.
     */
    public static boolean isClosedWhileOpening(Throwable failure) {
        return failure instanceof IllegalStateException && "WebSocket is closed".equals(failure.getMessage());
    }

    private static String message(KubernetesClientException failure) {
        Status status = failure.getStatus();
        if (!status.getAdditionalProperties().containsKey(MADE_BY_FABRIC8)) {
            return status.getMessage();
        }
        return refused(failure.getMessage().contains("watch=true"), status.getCode(), status.getMessage());
    }

    /**
     * The message if only the status line is known, as for a refused WebSocket: "Forbidden" alone would not say what is
     * forbidden.
     */
    public static String refused(boolean isWatch, int code, String firstLine) {
        String message = (isWatch ? "the watch is refused: " : "the API server answers ") + code;
        return firstLine == null || firstLine.isBlank() ? message : message + " " + firstLine;
    }

    /** The API server's own message if it sent one, otherwise that of the innermost cause. */
    public static String message(Throwable failure) {
        Throwable innermost = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof KubernetesClientException exception
                    && exception.getStatus() != null
                    && exception.getStatus().getMessage() != null) {
                return message(exception);
            }
            if (cause instanceof UnknownHostException && cause.getMessage() != null) {
                // Its cause says how it failed, but not for which name.
                return cause.getMessage();
            }
            innermost = cause;
        }
        String message = innermost.getMessage();
        return message == null || message.isBlank()
                ? innermost.getClass().getSimpleName()
                : SYSTEM_CALL.matcher(message).replaceFirst("");
    }
}
