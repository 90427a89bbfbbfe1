package io.podwatcher.watch;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** Says in plain words what went wrong between us and the API server. */
final class Problems {

    /** What the native transport puts before the words of the operating system. */
    private static final Pattern SYSTEM_CALL = Pattern.compile("^\\w+\\(\\.\\.\\) failed with error\\(-?\\d+\\): ");

    private Problems() {}

    /** For counting: whether the connection failed, or what came over it could not be read. */
    static String inOneWord(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof TimeoutException) {
                return "connection";
            }
        }
        return "unreadable";
    }

    /** The API server's own words where it gave some, otherwise those of the innermost cause. */
    static String inWords(Throwable failure) {
        Throwable innermost = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof KubernetesClientException exception
                    && exception.getStatus() != null
                    && exception.getStatus().getMessage() != null) {
                return exception.getStatus().getMessage();
            }
            innermost = cause;
        }
        String message = innermost.getMessage();
        return message == null || message.isBlank()
                ? innermost.getClass().getSimpleName()
                : SYSTEM_CALL.matcher(message).replaceFirst("");
    }
}
