package io.podwatcher.messages.history;

import java.util.Optional;

/**
 * A pod as it was known when it owned an IP: what does not change while it lives.
 *
 * @param node the node it ran on, empty if that was not known
 * @param serviceAccount the service account it ran as, empty if that was not known
 * @param owner the controller that the user knows; empty if the pod had none
 * @param startTime its status.startTime, which the kubelet writes by the clock of its node; empty if it was not known
 */
public record PastPod(
        String uid,
        String namespace,
        String name,
        String node,
        String serviceAccount,
        Optional<Owner> owner,
        Optional<String> startTime) {

    /** A controller, such as a Deployment. */
    public record Owner(String kind, String name) {}
}
