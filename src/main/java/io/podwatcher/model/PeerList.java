package io.podwatcher.model;

import java.util.List;
import java.util.stream.Stream;

/**
 * The peers that a setting names: by address, or by identity. An address goes on matching when the pod behind it is
 * gone and another pod has got it; an identity does not. Immutable; any thread.
 *
 * @param ranges addresses, a single one as the range of itself
 * @param identities who the pods are
 */
public record PeerList(List<Cidr> ranges, List<Identity> identities) {

    /** Names nobody. */
    public static final PeerList EMPTY = new PeerList(List.of(), List.of());

    public static PeerList of(Cidr range) {
        return new PeerList(List.of(range), List.of());
    }

    public static PeerList of(Identity identity) {
        return new PeerList(List.of(), List.of(identity));
    }

    /** Those of both lists. */
    public PeerList and(PeerList other) {
        return new PeerList(join(ranges, other.ranges), join(identities, other.identities));
    }

    private static <T> List<T> join(List<T> one, List<T> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    /** Whether the address itself is named. */
    public boolean containsAddress(IpAddress address) {
        for (Cidr range : ranges) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }

    /** Whether an identity of the pod is named. */
    public boolean containsPod(Pod pod) {
        for (Identity identity : identities) {
            if (identity.isOf(pod)) {
                return true;
            }
        }
        return false;
    }

    /** Whether only the map can tell who is meant. */
    public boolean hasIdentities() {
        return !identities.isEmpty();
    }
}
