package io.podwatcher.http.events;

import java.util.List;

/** What some streams are told alike, encoded once. On the event loop of their feed. */
interface Telling {

    /** Whom. */
    List<EventStream> streams();

    /**
     * Tells it to one of them.
     *
     * @return how many chunks that took at most
     */
    int tell(EventStream stream);

    /** All have been told. */
    void release();
}
