package io.podwatcher.messages.lookup;

import io.podwatcher.model.IpAddress;
import java.util.List;

/**
 * Asks who owns these IPs: all lookups that arrived in one turn of an event loop travel together, because a request and
 * its reply cost more on the bus than the lookups themselves.
 *
 * @param ips one or more
 */
public record LookupRequest(List<IpAddress> ips) {}
