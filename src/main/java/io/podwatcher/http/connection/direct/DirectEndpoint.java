package io.podwatcher.http.connection.direct;

/**
 * Answers the usual requests of one path before Vert.x sees them. What it answers is what the usual way would: the same
 * status, headers and body. On the event loop of its HTTP verticle.
 */
public interface DirectEndpoint {

    /** Whether a GET request of this target may be a usual one for this endpoint. */
    boolean mayHandle(String target);

    /**
     * Takes a request, to answer it or to pass it on later.
     *
     * @return false if it is left to the usual way at once
     */
    boolean handle(DirectRequest request);
}
