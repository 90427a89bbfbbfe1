package io.podwatcher.messages.watch;

import io.podwatcher.model.Pod;

/** One thing that happened to one pod. Pods are distinguished by UID only: names and IPs are reused by other pods. */
public sealed interface PodChange {

    /** Which pod. */
    String uid();

    /**
     * The pod exists and looks like this now.
     *
     * @param pod its newest state
     */
    record Present(Pod pod) implements PodChange {

        @Override
        public String uid() {
            return pod.uid();
        }
    }

    /**
     * The pod is gone.
     *
     * @param uid whose
     */
    record Gone(String uid) implements PodChange {}
}
