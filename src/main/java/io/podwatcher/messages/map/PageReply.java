package io.podwatcher.messages.map;

import io.podwatcher.messages.watch.WatchAge;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import java.util.List;
import java.util.Optional;

/**
 * Answers a {@link PageRequest}.
 *
 * @param entries IPs and their owners, in the order of the map
 * @param next the IP to continue after; empty at the end of the map
 * @param synced whether the map is complete; if not, there are no entries
 * @param age since the API server last confirmed the map; none while not synced
 */
public record PageReply(List<OwnedIp> entries, Optional<IpAddress> next, boolean synced, WatchAge age) {

    /**
     * One IP of the map.
     *
     * @param ip the IP
     * @param owner the pod that {@code GET /pod?ip=} answers for it
     */
    public record OwnedIp(IpAddress ip, Pod owner) {}
}
