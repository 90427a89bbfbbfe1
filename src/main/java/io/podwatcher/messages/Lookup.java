package io.podwatcher.messages;

import io.podwatcher.pod.Pod;
import java.util.Locale;

/** What the map says of one IP. */
public sealed interface Lookup {

    /**
     * One pod owns it.
     *
     * @param pod the owner
     */
    record Owned(Pod pod) implements Lookup {}

    /** Why no pod is given. */
    enum Refused implements Lookup {
        /** No pod claims it. */
        NOT_FOUND,
        /** It is a node's: any process of that node may be calling. */
        HOST_NETWORK,
        /** More than one pod claims it. */
        AMBIGUOUS,
        /** The first list is not complete, so an unknown IP says nothing. */
        NOT_SYNCED;

        /** One word for programs. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
