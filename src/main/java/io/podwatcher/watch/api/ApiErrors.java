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

/** Says in plain words what went wrong between us and the API server. */
public final class ApiErrors {

    /** What the native transport puts before the words of the operating system. */
    private static final Pattern SYSTEM_CALL = Pattern.compile("^\\w+\\(\\.\\.\\) failed with error\\(-?\\d+\\): ");

    /** How fabric8 marks a status that it made itself of the first line of an answer. */
    private static final String NO_STATUS_CAME = "CLIENT_STATUS_FLAG";

    private ApiErrors() {}

    /** Why something has failed, and how that counts. */
    public static Problem problem(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof WatchRefused refused) {
                return refused.problem();
            }
            if (cause instanceof ListFailure list) {
                return list.problem();
            }
        }
        return new Problem(reason(failure), inWords(failure));
    }

    /** Why a watch could not be opened, and how that counts. */
    static Problem notOpened(Throwable failure) {
        Problem problem = problem(failure);
        return problem.reason() == RestartReason.CONNECTION
                ? new Problem(RestartReason.CONNECTION, "the watch cannot be opened: " + problem.words())
                : problem;
    }

    /** Why a watch was refused: a WebSocket's answer has nothing but its status. */
    static Problem ofRefusedWatch(HttpResponse<?> response) {
        return new Problem(
                RestartReason.ofStatus(response.code()),
                refused(true, response.code(), response.message()),
                retryAfter(response),
                OptionalInt.of(response.code()));
    }

    /** How long a server that has refused asks to be left alone; zero where it does not say. */
    public static Duration retryAfter(HttpResponse<?> response) {
        return RetryAfter.of(
                Optional.ofNullable(response.header("Retry-After")), Optional.ofNullable(response.header("Date")));
    }

    /** For counting: whether the connection failed, or what came over it could not be read. */
    static RestartReason reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof TimeoutException || cause instanceof VertxException) {
                return RestartReason.CONNECTION;
            }
        }
        return RestartReason.UNREADABLE;
    }

    /**
     * Whether fabric8 8.0 has tripped over a watch that was closed in the same breath as it was opened, as one that is
     * too old: its callback throws, and nobody learns that the watch is not open.
     */
    public static boolean isClosedWhileOpening(Throwable failure) {
        return failure instanceof IllegalStateException && "WebSocket is closed".equals(failure.getMessage());
    }

    private static String words(KubernetesClientException failure) {
        Status status = failure.getStatus();
        if (!status.getAdditionalProperties().containsKey(NO_STATUS_CAME)) {
            return status.getMessage();
        }
        return refused(failure.getMessage().contains("watch=true"), status.getCode(), status.getMessage());
    }

    /**
     * What to say when a code is all that is known, as of a refused WebSocket: "Forbidden" alone would not tell what
     * was.
     */
    public static String refused(boolean isWatch, int code, String firstLine) {
        String words = (isWatch ? "the watch is refused: " : "the API server answers ") + code;
        return firstLine == null || firstLine.isBlank() ? words : words + " " + firstLine;
    }

    /** The API server's own words where it gave some, otherwise those of the innermost cause. */
    public static String inWords(Throwable failure) {
        Throwable innermost = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof KubernetesClientException exception
                    && exception.getStatus() != null
                    && exception.getStatus().getMessage() != null) {
                return words(exception);
            }
            if (cause instanceof UnknownHostException && cause.getMessage() != null) {
                // The cause below says how it failed, but not for which name.
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
