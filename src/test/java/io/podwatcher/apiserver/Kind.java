package io.podwatcher.apiserver;

/** What a request for pods wants. */
public enum Kind {
    /** The pods as they are, or a page of them; not WatchList, which is a watch. */
    LIST,
    /** A list of one pod, from its start: what is wanted of it is its resource version. */
    VERSION,
    /** What changes from then on. */
    WATCH
}
