package io.podwatcher.http.connection;

/**
 * Limits on connections and on the buffers for them. Immutable; any thread.
 *
 * @param open connections that may be open
 * @param perPeer connections that one peer may have open
 * @param sendBuffer bytes of unread answers that the kernel buffers; Linux takes twice as much memory
 * @param sendBufferOfStreams the same while a listing or an event stream is sent
 * @param receiveBuffer bytes of requests that the kernel buffers; Linux takes twice as much memory
 * @param unsent bytes of answers that Netty buffers in addition before it stops writing
 */
public record ConnectionLimits(
        int open, int perPeer, int sendBuffer, int sendBufferOfStreams, int receiveBuffer, int unsent) {}
