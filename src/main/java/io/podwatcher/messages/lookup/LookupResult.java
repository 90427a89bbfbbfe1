package io.podwatcher.messages.lookup;

import io.podwatcher.model.Pod;
import java.util.List;
import java.util.Locale;

/** The result of looking up one IP in the map. */
public sealed interface LookupResult {

    /**
     * One pod owns it.
     *
     * @param pod the owner
     */
    record Owned(Pod pod) implements LookupResult {}

    /**
     * More than one pod claims it, so none is given.
     *
     * @param claimants all that claim it; immutable
     */
    record Ambiguous(List<Pod> claimants) implements LookupResult {

        /** For programs, as {@link Refused#code}. */
        public static final String CODE = "ambiguous";
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
