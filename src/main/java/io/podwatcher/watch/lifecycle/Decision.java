package io.podwatcher.watch.lifecycle;

import java.time.Duration;

/** What {@link WatchLifecycle} asks its caller to do. Immutable. */
public sealed interface Decision {

    /**
     * List all pods.
     *
     * @param full whether to forget everything first and send all pods to the map
     */
    record StartList(boolean full) implements Decision {}

    /**
     * The list is complete: send its end to the map.
     *
     * @param trueAt when it was requested: it is true as of then, however long it took
     * @param version the version of the list
     */
    record CompleteList(long trueAt, String version) implements Decision {}

    /**
     * Open a watch.
     *
     * @param version the version to continue from
     */
    record OpenWatch(String version) implements Decision {}

    /**
     * Ask the API server for its current version.
     *
     * @param askedAt identifies the request; pass it on with the answer
     */
    record AskVersion(long askedAt) implements Decision {}

    /** Close the list or the watch in progress. */
    record Abandon() implements Decision {}

    /**
     * Wait, then call {@link WatchLifecycle#start()}.
     *
     * @param duration longer than zero
     */
    record Pause(Duration duration) implements Decision {}
}
