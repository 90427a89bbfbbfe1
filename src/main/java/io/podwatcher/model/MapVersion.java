package io.podwatcher.model;

import java.util.Optional;

/**
 * A resource version that can be compared with others of the same server (KEP-5504): a decimal number without leading
 * zeros. What has a version reflects all changes up to it. Immutable; any thread.
 *
 * @param number the number, or {@link #NOT_A_NUMBER}
 * @param text as the API server wrote it; empty for {@link #UNKNOWN}
 */
public record MapVersion(long number, String text) {

    /** The result of {@link #number(String)} for a text that is not a plain number. */
    public static final long NOT_A_NUMBER = -1;

    /** No version is known, or the server's versions cannot be compared. */
    public static final MapVersion UNKNOWN = new MapVersion(NOT_A_NUMBER, "");

    /**
     * Numbers of up to this many digits fit into a long. A server that writes a million objects a second needs 30,000
     * years.
     */
    private static final int MAX_DIGITS = 18;

    /**
     * The version that an API server has given.
     *
     * @param text may be null; {@link #UNKNOWN} if it is not a number of at most 18 digits
     */
    public static MapVersion of(String text) {
        long number = number(text);
        return number == NOT_A_NUMBER ? UNKNOWN : new MapVersion(number, text);
    }

    /** The version of a number that is not negative. */
    public static MapVersion of(long number) {
        return new MapVersion(number, Long.toString(number));
    }

    /**
     * The version that a client asks for; empty if the text is not a decimal number. One of very many digits is later
     * than all that a map can reach.
     */
    public static Optional<MapVersion> asked(String text) {
        if (!isNumber(text)) {
            return Optional.empty();
        }
        return Optional.of(new MapVersion(text.length() > MAX_DIGITS ? Long.MAX_VALUE : number(text), text));
    }

    /**
     * A version as a number, or {@link #NOT_A_NUMBER}: also for null, a sign, a leading zero or more than 18 digits.
     */
    public static long number(String text) {
        if (text == null || text.length() > MAX_DIGITS || !isNumber(text)) {
            return NOT_A_NUMBER;
        }
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return false;
            }
        }
        return text.length() == 1 || !text.isEmpty() && text.charAt(0) != '0';
    }

    public boolean isKnown() {
        return number != NOT_A_NUMBER;
    }

    /** Whether it reflects all changes up to another one, which is known. Never if it is unknown itself. */
    public boolean reaches(MapVersion other) {
        return isKnown() && number >= other.number;
    }
}
