package io.podwatcher.messages.decisions;

import io.podwatcher.fission.HttpTrigger;
import java.util.List;
import java.util.Optional;

/**
 * What a call was for. It is a key for each call on the HTTP verticles, so equality and hash codes are cheap.
 * Immutable; any thread.
 */
public sealed interface CallTarget {

    /** Used if nothing at all is known of the target. */
    Unknown UNKNOWN = new Unknown("");

    /** How many characters of it a client has written, and nothing else keeps. */
    int characters();

    /**
     * Whatever is behind a proxy that asks {@code /authorize?…}.
     *
     * @param text the part of the query that is read; identifies the target
     * @param namespaces its namespaces in order; at least one
     * @param labelSelectors its label selectors, decoded
     * @param timeout its waiting time as written; empty not to wait
     */
    record Query(String text, List<String> namespaces, List<String> labelSelectors, Optional<String> timeout)
            implements CallTarget {

        /** The length of the longest query that is read. */
        public static final int MAX_LENGTH = 4096;

        public Query {
            namespaces = List.copyOf(namespaces);
            labelSelectors = List.copyOf(labelSelectors);
        }

        @Override
        public int characters() {
            return text.length();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Query query && text.equals(query.text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }
    }

    /**
     * A function of Fission.
     *
     * @param triggers those that the router may pick, all of one namespace; at least one
     */
    record Function(List<HttpTrigger> triggers) implements CallTarget {

        @Override
        public int characters() {
            return 0;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(triggers.get(0).uid());
        }
    }

    /**
     * A target that has not been found.
     *
     * @param host the host that the client asked for, short and without control characters; empty if it is not known
     */
    record Unknown(String host) implements CallTarget {

        @Override
        public int characters() {
            return host.length();
        }
    }
}
