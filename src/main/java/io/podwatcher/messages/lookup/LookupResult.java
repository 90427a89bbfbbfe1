package io.podwatcher.messages.lookup;

import io.podwatcher.model.Pod;
import java.util.Locale;

/** What the map says of one IP. */
public sealed interface LookupResult {

    /**
     * One pod owns it.
     *
     * @param pod the owner
     */
    record Owned(Pod pod) implements LookupResult {}

    /** Why no pod is given. */
    enum Refused implements LookupResult {
        /** No pod claims it. */
        NOT_FOUND,
        /** It is a node's: any process of that node may be calling. */
        HOST_NETWORK,
        /** More than one pod claims it. */
        AMBIGUOUS,
        /** The first list is not complete, so an unknown IP says nothing. */
        NOT_SYNCED;

        /** For programs. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
