package io.podwatcher.apiserver;

import java.time.Duration;

/**
 * How the server behaves when nothing is wrong.
 *
 * @param historyLimit how many changes to keep at least; older ones are compacted by themselves
 * @param lagLimit how many changes a watcher that does not read may fall behind before it is cut
 * @param bookmarkEvery how often to send bookmarks; zero for never but on demand
 * @param protobuf whether lists come in protobuf where it is asked for
 */
public record ServerSettings(int historyLimit, int lagLimit, Duration bookmarkEvery, boolean protobuf) {

    /** A history as long as most tests, a patience beyond them, and no bookmarks but on demand. */
    public static final ServerSettings DEFAULT = new ServerSettings(100_000, 10_000, Duration.ZERO, true);

    /** The same with another history. */
    public ServerSettings withHistoryLimit(int changes) {
        return new ServerSettings(changes, lagLimit, bookmarkEvery, protobuf);
    }

    /** The same with another patience. */
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
