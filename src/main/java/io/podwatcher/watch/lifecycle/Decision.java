package io.podwatcher.watch.lifecycle;

import java.time.Duration;

/** What {@link WatchLifecycle} wants done. Immutable. */
public sealed interface Decision {

    /**
     * List all pods.
     *
     * @param everything whether everything that is known has to be forgotten first, and all pods sent to the map
     */
    record StartList(boolean everything) implements Decision {}

    /**
     * The list is good: send its end to the map.
     *
     * @param trueAt when it was asked for: what it says was true then, however long it took
     */
    record CompleteList(long trueAt) implements Decision {}

    /**
     * Open a watch.
     *
     * @param version from which it goes on
     */
    record OpenWatch(String version) implements Decision {}

    /**
     * Ask the API server which version it has now.
     *
     * @param askedAt names the question; the answer is given with it
     */
    record AskVersion(long askedAt) implements Decision {}

    /** Close the list or the watch that is under way. */
    record Abandon() implements Decision {}

    /**
     * Wait, then call {@link WatchLifecycle#begin()}.
     *
     * @param duration longer than zero
     */
    record Pause(Duration duration) implements Decision {}
}
