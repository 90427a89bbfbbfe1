package io.podwatcher.messages;

import io.podwatcher.address.IpAddress;
import java.time.Duration;

/**
 * Asks who owns an IP that no pod claimed a moment ago, and to wait for the event that brings it; answered with
 * {@link LookupReply}. A pod that has just started may call before the API server has told of its IP.
 *
 * @param caller who asks
 * @param id tells apart what one caller asks
 * @param ip the IP
 * @param patience how long to wait
 */
public record WaitRequest(String caller, long id, IpAddress ip, Duration patience) {}
