package io.podwatcher.messages.lookup;

import io.podwatcher.model.Pod;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The result of looking up one IP in the map. */
public sealed interface LookupResult {

    /** Whether both give the same pod, whatever has changed of it, or none for the same reason. */
    default boolean isSameOwner(LookupResult other) {
        return equals(other);
    }

    /**
     * One pod owns it.
     *
     * @param pod the owner
     */
    record Owned(Pod pod) implements LookupResult {

        @Override
        public boolean isSameOwner(LookupResult other) {
            return other instanceof Owned owned && owned.pod.uid().equals(pod.uid());
        }
    }

    /**
     * More than one pod claims it, so none is given.
     *
     * @param claimants all that claim it; immutable
     */
    record Ambiguous(List<Pod> claimants) implements LookupResult {

        /** For programs, as {@link Refused#code}. */
        public static final String CODE = "ambiguous";

        @Override
        public boolean isSameOwner(LookupResult other) {
            return other instanceof Ambiguous ambiguous && ambiguous.uids().equals(uids());
        }

        private Set<String> uids() {
            return claimants.stream().map(Pod::uid).collect(Collectors.toSet());
        }
    }

    /** Why no pod is given. */
    enum Refused implements LookupResult {
        /** No pod claims it. */
        NOT_FOUND,
        /** It is a node's: any process of that node may be calling. */
        HOST_NETWORK,
        /** The first list is not complete, so an unknown IP may still have an owner. */
        NOT_SYNCED;

        /** For programs. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
