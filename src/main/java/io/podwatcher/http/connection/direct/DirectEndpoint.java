package io.podwatcher.http.connection.direct;

/**
 * Answers the frequent requests of one path before Vert.x sees them, with the status, headers and body that Vert.x
 * would send. On the event loop of its HTTP verticle.
 */
public interface DirectEndpoint {

    /** Whether this endpoint may answer a GET request with this target. */
    boolean mayHandle(String target);

    /**
     * Accepts a request, and answers it or passes it on later.
     *
     * @return false if it does not accept it: then Vert.x handles it at once
     */
    boolean handle(DirectRequest request);
}
