package io.podwatcher.watch.page;

import java.io.IOException;

/** Receives the parts of a page in the order in which they are read, on the thread that reads. */
public interface PageHandler<R> {

    /** Ignores the page. */
    static <R> PageHandler<R> ignore() {
        return new PageHandler<>() {
            @Override
            public void metadata(PageMetadata metadata) {}

            @Override
            public void item(R item, long bytes) {}

            @Override
            public void nullItem() {}
        };
    }

    /** The page's metadata, once; an API server sends it before the items. */
    void metadata(PageMetadata metadata) throws IOException;

    /**
     * One object. Reading continues when this returns.
     *
     * @param bytes about how many bytes of the page it took
     */
    void item(R item, long bytes) throws IOException;

    /** An item that was null. */
    void nullItem();
}
