package io.podwatcher.watch.list;

/**
 * Decides how many objects to request in one page. Pages are streamed, so their size costs this process next to
 * nothing; large pages cost the API server memory, small ones more requests. One thread.
 */
final class PageLimit {

    /**
     * While the size of objects is unknown: 45 pods of 1.3 MB have been seen, and kubectl's 500 of those would be 650
     * MB.
     */
    static final int FIRST = 100;

    private static final int MIN = 5;
    private static final int MAX = 1000;

    private static final long TARGET_BYTES = 4 * 1024 * 1024;

    private long items;
    private long bytes;

    /** Records an object that took so many bytes of its page. */
    void read(long bytes) {
        this.items++;
        this.bytes += bytes;
    }

    int next() {
        return items == 0 ? FIRST : (int) Math.max(MIN, Math.min(MAX, TARGET_BYTES * items / Math.max(1, bytes)));
    }
}
