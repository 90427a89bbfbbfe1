package io.podwatcher.decisions;

import io.podwatcher.authorize.Denial;
import io.podwatcher.http.FakeCache;
import io.podwatcher.messages.decisions.CallTarget;
import io.podwatcher.messages.decisions.DecisionBatch;
import io.podwatcher.model.Pod;
import java.util.List;
import java.util.Optional;

/** Batches as HTTP verticles send them, in few words. */
final class Batches {

    private Batches() {}

    /** A pod of a Deployment named like its service account. */
    static Pod pod(String namespace, String serviceAccount) {
        String owner = "{\"owner\":{\"kind\":\"Deployment\",\"name\":\"" + serviceAccount + "\"}}";
        return FakeCache.pod(namespace, serviceAccount + "-1", serviceAccount, "{}")
                .withJson(owner.getBytes());
    }

    static CallTarget.Query query(String namespace) {
        return new CallTarget.Query("namespace=" + namespace, List.of(namespace), List.of(), Optional.empty());
    }

    static DecisionBatch allowed(Pod pod, CallTarget target, long count, long last) {
        return new DecisionBatch(
                List.of(new DecisionBatch.Calls(Optional.of(pod), target, Optional.empty(), count, last)),
                List.of(),
                0);
    }

    /** Refused calls of a pod with this address, or of nobody. */
    static DecisionBatch refused(
            String ip, Optional<Pod> pod, CallTarget target, Denial denial, long count, long last) {
        CallTarget called = target instanceof CallTarget.Unknown ? CallTarget.UNKNOWN : target;
        return new DecisionBatch(
                List.of(new DecisionBatch.Calls(pod, called, Optional.of(denial), count, last)),
                List.of(new DecisionBatch.Refusals(Optional.of(FakeCache.ip(ip)), pod, target, denial, count, last)),
                0);
    }
}
