package io.podwatcher.messages.recording;

import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.IpAddress;
import java.util.Map;

/**
 * Answers an {@link UnownedRequest}.
 *
 * @param ips the IPs that are ambiguous or a node's, with what a lookup answers
 */
public record UnownedReply(Map<IpAddress, LookupResult> ips) {}
