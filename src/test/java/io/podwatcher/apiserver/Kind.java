package io.podwatcher.apiserver;

/** What a request for pods wants. */
public enum Kind {
    /** The pods as they are, or a page of them; not WatchList, which is a watch. */
    LIST,
    /** What changes from then on. */
    WATCH
}
