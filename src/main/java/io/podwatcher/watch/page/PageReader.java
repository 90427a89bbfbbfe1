package io.podwatcher.watch.page;

import java.io.IOException;
import java.io.InputStream;

/** Reads one page of a list of pods from a stream, pod by pod, so that no more than one is held. Blocks; any thread. */
public interface PageReader {

    /**
     * The largest pod that is read. etcd takes 1.5 MiB by default and the API server 3 MiB a request, so whatever is
     * larger than this is a broken length rather than a pod.
     */
    int MAX_POD_BYTES = 8 * 1024 * 1024;

    /**
     * Reads a page to its end.
     *
     * @param page the body, decompressed; not closed
     * @param handler takes what is read. It may have been given pods before an exception says that the page is bad
     * @throws UnreadableListException when what comes is not a whole page of a PodList with a version
     * @throws IOException when the stream itself fails
     */
    void read(InputStream page, PageHandler handler) throws IOException;
}
