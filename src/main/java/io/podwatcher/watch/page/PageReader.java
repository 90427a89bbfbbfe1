package io.podwatcher.watch.page;

import java.io.IOException;
import java.io.InputStream;

/** Reads one page of a list from a stream, object by object, so that only one is in memory. Blocks; any thread. */
public interface PageReader<R> {

    /**
     * The maximum size of an object. etcd accepts 1.5 MiB by default and the API server 3 MiB per request, so anything
     * larger is a corrupt length rather than an object.
     */
    int MAX_ITEM_BYTES = 8 * 1024 * 1024;

    /**
     * Reads a page to its end.
     *
     * @param page the body, decompressed; not closed
     * @param handler receives what is read; it may have received pods before an exception shows that the page is bad
     * @throws UnreadableListException if the body is not a complete page of a list of this kind with a version
     * @throws IOException if the stream itself fails
     */
    void read(InputStream page, PageHandler<R> handler) throws IOException;
}
