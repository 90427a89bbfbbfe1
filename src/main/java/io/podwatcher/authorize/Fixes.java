package io.podwatcher.authorize;

import io.podwatcher.fission.HttpTrigger;
import io.podwatcher.model.Identity;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What would let a refused caller in, for people: a sentence, or a command that can be pasted. Any thread. */
public final class Fixes {

    /** The path of a question about a namespace, which its query follows. */
    public static final String AUTHORIZE = "/authorize?";

    private Fixes() {}

    /** What helps against a denial that no rule about the caller has made. */
    public static String of(Denial denial) {
        return switch (denial) {
            case NOT_FOUND ->
                "If the caller has just started, ask with &wait=2s; if it is outside the cluster, it needs another"
                        + " credential than its address";
            case HOST_NETWORK -> "Run the caller without hostNetwork, or give it another credential than its address";
            case AMBIGUOUS -> "Delete the pods that should not have the address: kubectl get pods -A -o wide";
            case UNKNOWN_TARGET -> "Compare the method, host and path with kubectl get httptriggers -A -o yaml";
            case AMBIGUOUS_TARGET -> "Give one of the triggers another host or path, or wait if it has just changed";
            case BAD_TARGET -> "Call a plain path: without //, dot segments, and escaped slashes or percent signs";
            default -> "See GET /ready";
        };
    }

    /**
     * What would let a caller in that the rule of a query has denied.
     *
     * @param query the part that is read
     * @param caller the caller's identity
     * @param denial why it was denied
     */
    public static String ofQuery(String query, Identity caller, Denial denial) {
        String target = AUTHORIZE + query;
        return switch (denial) {
            case WRONG_NAMESPACE ->
                "Add &namespace=" + caller.namespace() + " to " + target + " in the proxy's configuration";
            case WRONG_SERVICE_ACCOUNT ->
                "Add &serviceAccount=" + caller.namespace() + "/" + caller.serviceAccount() + " to " + target
                        + " in the proxy's configuration";
            case LABELS_TRUNCATED -> "Give the pod fewer labels, or leave labelSelector out of " + target;
            default -> "Give the pod the labels, or leave labelSelector out of " + target;
        };
    }

    /** The command that lets these callers, too, call what a trigger runs. */
    public static String ofTrigger(HttpTrigger trigger, Collection<Identity> added) {
        String allowed = Stream.concat(trigger.allowed().stream(), added.stream())
                .map(Identity::toString)
                .collect(Collectors.joining(","));
        return "kubectl -n " + trigger.namespace() + " annotate --overwrite httptrigger " + trigger.name()
                + " pod-watcher/allow=" + allowed;
    }
}
