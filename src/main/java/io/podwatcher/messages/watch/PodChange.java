package io.podwatcher.messages.watch;

import io.podwatcher.model.Pod;

/** A change of one pod. Pods are identified by UID only: other pods reuse names and IPs. */
public sealed interface PodChange {

    /** The UID of the pod. */
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
     * @param uid its UID
     */
    record Gone(String uid) implements PodChange {}
}
