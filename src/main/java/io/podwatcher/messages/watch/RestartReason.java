package io.podwatcher.messages.watch;

import java.util.Locale;

/** Why a list or a watch had to be begun again. The names are part of the API: of {@code /ready} and the metrics. */
public enum RestartReason {
    /** The API server has ended the watch, as it does with each one after some minutes. */
    CLOSED,
    /** The API server does not know any more what has happened since: a list is needed. */
    EXPIRED,
    /** There was no connection, or it broke. */
    CONNECTION,
    /** What came was not what an API server sends. */
    UNREADABLE,
    /** Neither event nor bookmark came. */
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
    /** Any other status of an error. */
    REFUSED,
    /** The API server's versions went back, as after a restore of its data from a backup. */
    RESTORED,
    /** The cache has refused changes: a bug. */
    NOT_TAKEN,
    /** Something broke where nobody expected it: a bug. */
    UNEXPECTED;

    /** The reason that the HTTP status of a refused request stands for. */
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

    /** As users see it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
