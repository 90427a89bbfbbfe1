package io.podwatcher.watch.lifecycle;

import io.podwatcher.model.MapVersion;

/**
 * A resource version. Versions are strings, and those of Kubernetes itself are growing numbers (KEP-5504); other
 * strings are only compared for equality. Immutable; any thread.
 *
 * @param text as the API server wrote it; empty for {@link #NONE}
 */
public record ResourceVersion(String text) {

    /** No version is known. */
    public static final ResourceVersion NONE = new ResourceVersion("");

    /** The result of {@link #number(String)} for a text that is not a plain number. */
    public static final long NOT_A_NUMBER = MapVersion.NOT_A_NUMBER;

    /**
     * The version that a text names.
     *
     * @param text may be null or empty, for {@link #NONE}
     */
    public static ResourceVersion of(String text) {
        return text == null || text.isEmpty() ? NONE : new ResourceVersion(text);
    }

    /** A version as a number, or {@link #NOT_A_NUMBER}, as {@link MapVersion#number(String)} says. */
    public static long number(String text) {
        return MapVersion.number(text);
    }

    /** Whether it is certainly older than another one of the same server. */
    boolean isBefore(ResourceVersion other) {
        long mine = number(text);
        return mine != NOT_A_NUMBER && mine < number(other.text);
    }

    /** Whether it is certainly the same as another one of the same server, or newer. */
    boolean reaches(ResourceVersion other) {
        long mine = number(text);
        long its = number(other.text);
        return mine == NOT_A_NUMBER || its == NOT_A_NUMBER ? equals(other) && !equals(NONE) : mine >= its;
    }
}
