package io.podwatcher.watch.page;

import io.podwatcher.watch.pod.PodResource;
import java.io.IOException;

/** Receives the parts of a page in the order in which they are read, on the thread that reads. */
public interface PageHandler {

    /** Ignores the page. */
    PageHandler IGNORE = new PageHandler() {
        @Override
        public void metadata(PageMetadata metadata) {}

        @Override
        public void pod(PodResource pod, long bytes) {}

        @Override
        public void nullItem() {}
    };

    /** The page's metadata, once; an API server sends it before the pods. */
    void metadata(PageMetadata metadata) throws IOException;

    /**
     * One pod. Reading continues when this returns.
     *
     * @param bytes about how many bytes of the page it took
     */
    void pod(PodResource pod, long bytes) throws IOException;

    /** An item that was null. */
    void nullItem();
}
