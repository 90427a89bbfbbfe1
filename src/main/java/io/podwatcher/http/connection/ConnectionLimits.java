package io.podwatcher.http.connection;

/**
 * How many connections there may be, and what is buffered for them.
 *
 * @param open connections that may be open
 * @param perPeer connections that one peer may have open
 * @param sendBuffer bytes of answers that the kernel keeps for a client that does not read; Linux takes twice as
 *     much memory
 * @param sendBufferOfStreams the same while a listing or a stream of events is sent
 * @param receiveBuffer bytes of requests that the kernel keeps while they are not read; Linux takes twice as much
 *     memory
 * @param unsent bytes of answers that Netty keeps for a client beyond what the kernel does, before no more is written
 */
public record ConnectionLimits(
        int open, int perPeer, int sendBuffer, int sendBufferOfStreams, int receiveBuffer, int unsent) {}
