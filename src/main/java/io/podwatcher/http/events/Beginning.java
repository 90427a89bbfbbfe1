package io.podwatcher.http.events;

import java.util.Locale;

/** How a stream begins, and why. */
enum Beginning {
    /** With all pods: the client knows nothing yet. */
    START,
    /** With all pods: what the client has seen last is of another process, or nothing that was ever told. */
    OTHER_INSTANCE,
    /** With all pods: the changes since then have been forgotten. */
    TOO_OLD,
    /** With the changes since then. */
    RESUMED,
    /** With nothing: the client wants to hear of changes alone. */
    CHANGES_ONLY;

    /** One word for programs. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
