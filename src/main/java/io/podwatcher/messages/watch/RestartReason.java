package io.podwatcher.messages.watch;

import java.util.Locale;

/** Why a list or a watch had to be restarted. The names are part of the API: of {@code /ready} and the metrics. */
public enum RestartReason {
    /** The watch has ended, usually because the API server ends each one after some minutes. */
    CLOSED,
    /** A list is needed: the API server no longer has the changes since our version, or may not have sent all. */
    EXPIRED,
    /** There was no connection, or it broke. */
    CONNECTION,
    /** The response was not what an API server sends. */
    UNREADABLE,
    /** Neither an event nor a bookmark arrived. */
    SILENT,
    /** 401. */
    UNAUTHORIZED,
    /** 403. */
    FORBIDDEN,
    /** 404. */
    NOT_FOUND,
    /** 429. */
    THROTTLED,
    /** Any 5xx. */
    SERVER_ERROR,
    /** Any other error status. */
    REFUSED,
    /** The API server's versions went back, as after a restore of its data from a backup. */
    RESTORED,
    /** The cache has refused changes: a bug. */
    NOT_TAKEN,
    /** An unexpected failure: a bug. */
    UNEXPECTED;

    /** The reason for an HTTP error status. */
    public static RestartReason ofStatus(int code) {
        return switch (code) {
            case 401 -> UNAUTHORIZED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 410 -> EXPIRED;
            case 429 -> THROTTLED;
            default -> code >= 500 ? SERVER_ERROR : REFUSED;
        };
    }

    /** The name in the API. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
