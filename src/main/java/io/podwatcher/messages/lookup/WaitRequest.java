package io.podwatcher.messages.lookup;

import io.podwatcher.model.IpAddress;
import java.time.Duration;

/**
 * Asks who owns an IP that has no owner yet, and waits until a pod owns it; answered with
 * {@link LookupReply}. A pod that has just started may call before the API server has reported its IP.
 *
 * @param ip the IP
 */
public record WaitRequest(String caller, long id, String peer, IpAddress ip, Duration timeout) implements Wait {

    /** The failure code of the answer when too many lookups wait already. */
    public static final int TOO_MANY = 1;

    /** The failure code of the answer after {@link WaitCancelled}: nobody reads it, and the bus forgets the request. */
    public static final int CANCELLED = 2;
}
