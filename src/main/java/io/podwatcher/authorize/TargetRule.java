package io.podwatcher.authorize;

import io.podwatcher.fission.HttpTrigger;
import io.podwatcher.fission.Target;
import io.podwatcher.model.Pod;
import java.util.Optional;

/**
 * Which pods may call a function: those of its namespace, and those that are named by the annotations of all triggers
 * that the router may pick. Immutable; any thread.
 *
 * @param target where the router sends the call
 */
public record TargetRule(Target.Found target) {

    /** Why this pod may not call; empty when it may. */
    public Optional<Denial> denial(Pod pod) {
        return target.namespace().equals(pod.namespace())
                        || target.possible().stream().allMatch(t -> allows(t, pod))
                ? Optional.empty()
                : Optional.of(Denial.WRONG_NAMESPACE);
    }

    /** A terminating pod has no identity: its address may be another's soon. */
    private static boolean allows(HttpTrigger trigger, Pod pod) {
        return pod.stage() == Pod.Stage.LIVE && trigger.allowed().stream().anyMatch(identity -> identity.isOf(pod));
    }
}
