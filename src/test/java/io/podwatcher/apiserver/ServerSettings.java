package io.podwatcher.apiserver;

import java.time.Duration;

/**
 * How the server behaves when nothing is wrong.
 *
 * @param historyLimit how many changes to keep at least; older ones are compacted by themselves
 * @param lagLimit how many changes a watcher that does not read may fall behind before it is disconnected
 * @param bookmarkEvery how often to send bookmarks; zero for only on demand
 * @param protobuf whether lists are sent in protobuf if requested
 */
public record ServerSettings(int historyLimit, int lagLimit, Duration bookmarkEvery, boolean protobuf) {

    /** A history and a lag limit longer than tests need, and bookmarks only on demand. */
    public static final ServerSettings DEFAULT = new ServerSettings(100_000, 10_000, Duration.ZERO, true);

    /** The same with another history. */
    public ServerSettings withHistoryLimit(int changes) {
        return new ServerSettings(changes, lagLimit, bookmarkEvery, protobuf);
    }

    /** The same with another lag limit. */
    public ServerSettings withLagLimit(int changes) {
        return new ServerSettings(historyLimit, changes, bookmarkEvery, protobuf);
    }

    /** The same with bookmarks from time to time; a real API server sends one about every minute. */
    public ServerSettings withBookmarkEvery(Duration interval) {
        return new ServerSettings(historyLimit, lagLimit, interval, protobuf);
    }

    /** The same of a server that has JSON only. */
    public ServerSettings withoutProtobuf() {
        return new ServerSettings(historyLimit, lagLimit, bookmarkEvery, false);
    }
}
