package io.podwatcher.apiserver;

/** The kinds of requests for pods. */
public enum Kind {
    /** A list of the current pods, or a page of it; not WatchList, which is a watch. */
    LIST,
    /** A list of one pod, from its start, to get the current resource version. */
    VERSION,
    /** A watch. */
    WATCH
}
