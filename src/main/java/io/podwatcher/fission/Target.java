package io.podwatcher.fission;

import java.util.List;

/** Where the router sends a request, as far as that is certain. */
public sealed interface Target {

    /**
     * If the router runs a function, it is one of these triggers'.
     *
     * @param possible the triggers it may pick, all of one namespace, in the router's order; at least one. A
     *     caller must be allowed by each of them.
     */
    record Found(List<HttpTrigger> possible) implements Target {

        public Found {
            possible = List.copyOf(possible);
        }

        public String namespace() {
            return possible.get(0).namespace();
        }
    }

    /** No trigger matches, so the router runs no function. */
    record Unknown() implements Target {}

    /**
     * Triggers of different namespaces may be picked.
     *
     * @param possible all of them, in the router's order
     */
    record Ambiguous(List<HttpTrigger> possible) implements Target {

        public Ambiguous {
            possible = List.copyOf(possible);
        }
    }
}
