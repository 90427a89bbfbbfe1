package io.podwatcher.integration.faults;

import io.podwatcher.apiserver.pods.Claim;
import io.podwatcher.apiserver.pods.ClaimState;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * The result for an IP: from the service's answer, or from the rules of ownership and the API server's pods. Any
 * thread.
 *
 * @param code owned, ambiguous, not_found, or another reason of the service's
 * @param pod the owner as uid namespace/name, marked when terminating; empty where there is none
 */
record Verdict(String code, String pod) {

    /** The rules of the documentation, applied to all claims each time, without state. */
    static Verdict of(ClaimState state) {
        if (state.belongsToNode()) {
            return new Verdict("host_network", "");
        }
        List<Claim> live =
                state.claims().stream().filter(claim -> !claim.terminating()).toList();
        List<Claim> candidates = live.isEmpty() ? state.claims() : live;
        return switch (candidates.size()) {
            case 0 -> new Verdict("not_found", "");
            case 1 -> owned(candidates.get(0));
            default -> new Verdict("ambiguous", "");
        };
    }

    private static Verdict owned(Claim claim) {
        return owned(claim.uid(), claim.namespace(), claim.name(), claim.terminating());
    }

    private static Verdict owned(String uid, String namespace, String name, boolean terminating) {
        return new Verdict("owned", uid + " " + namespace + "/" + name + (terminating ? " terminating" : ""));
    }

    /** What the service answers with a pod. */
    static Verdict ofPod(JsonObject pod) {
        return owned(
                pod.getString("uid"),
                pod.getString("namespace"),
                pod.getString("name"),
                pod.getString("deletion_timestamp") != null);
    }

    /** What the service answers. */
    static Verdict ofAnswer(int status, JsonObject body) {
        return status == 200 ? ofPod(body) : new Verdict(body.getString("reason", "status " + status), "");
    }

    boolean isTerminating() {
        return pod.endsWith(" terminating");
    }
}
