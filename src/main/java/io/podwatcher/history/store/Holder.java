package io.podwatcher.history.store;

import io.podwatcher.messages.history.PastPod;
import java.util.List;
import java.util.stream.Collectors;

/** What a lookup of an IP answered during an interval. */
public sealed interface Holder {

    /** Distinguishes holders: the same key means that nothing has changed. */
    String key();

    /** One pod owned it. */
    record Owner(PastPod pod) implements Holder {

        @Override
        public String key() {
            return pod.uid();
        }
    }

    /** Several pods claimed it, and none was given. */
    record Claimants(List<PastPod> pods) implements Holder {

        @Override
        public String key() {
            return pods.stream().map(PastPod::uid).sorted().collect(Collectors.joining(","));
        }
    }

    /** It was a node's. */
    record Node() implements Holder {

        @Override
        public String key() {
            return "";
        }
    }
}
