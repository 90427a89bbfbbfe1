package io.podwatcher.messages;

import io.podwatcher.address.IpAddress;
import java.util.Optional;

/**
 * Asks for some of the owned IPs and their owners. The order of the map depends on the addresses alone, so that a page
 * may follow on another whatever has changed between them.
 *
 * @param namespace only pods of this namespace; empty for all
 * @param after the last IP of the page before; empty for the first page
 */
public record PageRequest(Optional<String> namespace, Optional<IpAddress> after) {}
