package io.podwatcher.watch.list;

/**
 * How many pods to ask for in one page. Pages are read as they come, so their size costs this process next to nothing;
 * a page that is too large costs the API server memory, and one that is too small a request more. One thread.
 */
final class PageLimit {

    /**
     * Until it is known what pods weigh: 45 pods of 1.3 MB have been seen, and kubectl's 500 of those would be 650 MB.
     */
    static final int FIRST = 100;

    private static final int MIN = 5;
    private static final int MAX = 1000;

    private static final long TARGET_BYTES = 4 * 1024 * 1024;

    private long pods;
    private long bytes;

    /** A pod has been read that took so many bytes of its page. */
    void read(long bytes) {
        this.pods++;
        this.bytes += bytes;
    }

    int next() {
        return pods == 0 ? FIRST : (int) Math.max(MIN, Math.min(MAX, TARGET_BYTES * pods / Math.max(1, bytes)));
    }
}
