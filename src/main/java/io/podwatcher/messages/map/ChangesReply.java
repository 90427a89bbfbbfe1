package io.podwatcher.messages.map;

import io.podwatcher.messages.watch.WatchAge;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import java.util.List;
import java.util.Optional;

/**
 * Answers a {@link ChangesRequest}.
 *
 * @param instance identifies the map; positions of another map mean nothing here
 * @param changes what has changed, each IP once, in order; empty if changes after that position have been discarded
 * @param last the position after these changes
 * @param before the version that is complete at the position asked for; empty if none is known to be
 * @param complete the same at the position after these changes
 * @param newest the position after all changes
 * @param oldest the earliest position after which all changes are still known
 * @param ownedIps how many IPs have an owner
 * @param synced whether the map is complete; if not, the other fields mean nothing
 * @param age since the API server last confirmed the map
 */
public record ChangesReply(
        String instance,
        Optional<List<Change>> changes,
        long last,
        Optional<CompleteVersion> before,
        Optional<CompleteVersion> complete,
        long newest,
        long oldest,
        int ownedIps,
        boolean synced,
        WatchAge age) {

    /**
     * One IP that has changed.
     *
     * @param ip the IP
     * @param owner its owner now, perhaps because of a later change; empty if nobody owns it
     * @param position the position after its last change among these
     */
    public record Change(IpAddress ip, Optional<Pod> owner, long position) {}
}
