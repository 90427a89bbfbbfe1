package io.podwatcher.messages.map;

import io.podwatcher.messages.watch.WatchAge;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import java.util.List;
import java.util.Optional;

/**
 * Answers a {@link ChangesRequest}.
 *
 * @param instance which map this is: positions of another one mean nothing here
 * @param changes what has changed, each IP once, in order; empty when changes behind that position have been forgotten
 * @param last the position that these changes lead to
 * @param newest the position of all changes
 * @param oldest the earliest position behind which all changes are still known
 * @param ownedIps how many IPs have an owner
 * @param synced whether the map is complete; if not, nothing else is said
 * @param age since the API server last confirmed the map
 */
public record ChangesReply(
        String instance,
        Optional<List<Change>> changes,
        long last,
        long newest,
        long oldest,
        int ownedIps,
        boolean synced,
        WatchAge age) {

    /**
     * One IP that has changed.
     *
     * @param ip the IP
     * @param owner who owns it now, which may be the work of a later change; empty for nobody
     * @param position the position behind its last change among these
     */
    public record Change(IpAddress ip, Optional<Pod> owner, long position) {}
}
