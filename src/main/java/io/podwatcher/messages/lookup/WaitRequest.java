package io.podwatcher.messages.lookup;

import io.podwatcher.model.IpAddress;
import java.time.Duration;

/**
 * Asks who owns an IP that has no owner yet, and waits until a pod owns it; answered with
 * {@link LookupReply}. A pod that has just started may call before the API server has reported its IP.
 *
 * @param caller the HTTP verticle that sends the request
 * @param id distinguishes the requests of one caller
 * @param peer the other end of the client's connection; one peer gets a share of the waits
 * @param ip the IP
 * @param timeout how long to wait
 */
public record WaitRequest(String caller, long id, String peer, IpAddress ip, Duration timeout) {

    /** The failure code of the answer when too many lookups wait already. */
    public static final int TOO_MANY = 1;

    /** The failure code of the answer after {@link WaitCancelled}: nobody reads it, and the bus forgets the request. */
    public static final int CANCELLED = 2;
}
