package io.podwatcher.http.connection.request;

import java.time.Duration;

/**
 * The limits on what one client may send. src/docs/limits.md lists the answer at each limit. Immutable; any thread.
 *
 * @param messageTimeout how long a head may take from its first byte to its last, and then its body
 * @param heldBytes how many bytes of unfinished and unanswered requests one event loop may hold, beyond {@link
 *     #FREE_BYTES} for each connection
 * @param halfClosedSilence how long a client that has closed its sending side may wait for a part of its answer
 * @param bodySilence how long a client may send nothing of a body that its endpoint reads
 */
public record ReceiveLimits(Duration messageTimeout, int heldBytes, Duration halfClosedSilence, Duration bodySilence) {

    /**
     * Ten seconds: a mobile client behind a proxy needs one or two, and nothing but an attack needs more. 4 MiB: 64
     * heads of maximum length at once on one loop. Five seconds: a lookup that does not wait for its IP is answered by
     * then, even if with an error. A minute: a client may send the lines of a log as they are written, and one
     * that has gone without a trace uses its slot that long.
     */
    public static final ReceiveLimits USUAL =
            new ReceiveLimits(Duration.ofSeconds(10), 4 * 1024 * 1024, Duration.ofSeconds(5), Duration.ofMinutes(1));

    /**
     * Proxies pass on to {@code /authorize} what their clients send: nginx all headers, up to 33 KiB of them, Envoy the
     * path too, up to 60 KiB. A call must not be refused for a long cookie.
     */
    public static final int MAX_LINE = 64 * 1024;

    public static final int MAX_HEADERS_SIZE = 64 * 1024;

    /** Browsers send about 20 and proxies add about 10; nginx, Envoy and HAProxy allow about 100 by default. */
    public static final int MAX_HEADERS = 100;

    /** Bytes of headers kept until the answer. X-Forwarded-For through 16 proxies takes less than 1 KiB. */
    public static final int MAX_KEPT_HEADERS_SIZE = 4 * 1024;

    /** Bytes kept of X-Forwarded-Uri: more than any path that is accepted. What follows is refused, or a query. */
    public static final int KEPT_FORWARDED_URI = 2100;

    /**
     * Bytes kept of a request target: the longest query that is read (4,096 characters), its path, and the name of the
     * parameter that ends it. What follows is from the proxy's client and is not read.
     */
    public static final int KEPT_TARGET = 4200;

    /** Requests of one connection that may be decoded before the first of them is answered. */
    public static final int MAX_PIPELINED = 16;

    /**
     * HTTP/2 streams that a client may reset within 30 seconds. A proxy resets one for each call that is aborted during
     * its request, which takes less than a millisecond.
     */
    public static final int MAX_RESETS = 100;

    /** Of a body that no endpoint reads. A small one is skipped, so that its connection can be used again. */
    public static final int MAX_BODY = 16 * 1024;

    /** A connection holds this much without being counted: nearly every request is shorter. */
    public static final int FREE_BYTES = 2048;
}
