package io.podwatcher.messages;

import io.podwatcher.address.IpAddress;
import io.podwatcher.selector.LabelSelector;
import java.util.Optional;

/**
 * Asks for some of the owned IPs and their owners. The order of the map depends on the addresses alone, so that a page
 * may follow on another whatever has changed between them.
 *
 * @param filter which pods
 * @param after the IP to go on behind; empty for the first page
 * @param most how many entries to give; the cache may give fewer, even none, and still have more
 */
public record PageRequest(Filter filter, Optional<IpAddress> after, int most) {

    /**
     * Which pods are listed.
     *
     * @param namespace only those of this namespace; empty for all
     * @param node only those on this node; empty for all
     * @param labels only those it selects
     */
    public record Filter(Optional<String> namespace, Optional<String> node, LabelSelector labels) {}
}
