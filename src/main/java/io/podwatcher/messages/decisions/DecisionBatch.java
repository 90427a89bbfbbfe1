package io.podwatcher.messages.decisions;

import io.podwatcher.authorize.Denial;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import java.util.List;
import java.util.Optional;

/**
 * The decisions of one HTTP verticle since its last batch; replied to when they have been recorded. All times are those
 * of {@link System#nanoTime}.
 *
 * @param calls who called what; each decision counts in one of them
 * @param refusals the refused calls again, with their addresses
 * @param leftOut how many decisions are missing in one of the lists, because of a bound
 */
public record DecisionBatch(List<Calls> calls, List<Refusals> refusals, long leftOut) {

    public DecisionBatch {
        calls = List.copyOf(calls);
        refusals = List.copyOf(refusals);
    }

    /**
     * Calls of one caller to one target that were decided in the same way.
     *
     * @param caller the pod that called; empty for all that are no known pod
     * @param target what they were for, without the host of an unknown one
     * @param denial why they were refused; empty if they were allowed
     * @param count how many
     * @param last when the last of them was decided
     */
    public record Calls(Optional<Pod> caller, CallTarget target, Optional<Denial> denial, long count, long last) {}

    /**
     * Calls of one address to one target that were refused for the same reason.
     *
     * @param ip the caller's address; empty if it is not known
     * @param caller the pod that called; empty if it is not a known one
     * @param target what they were for
     * @param denial why they were refused
     * @param count how many
     * @param last when the last of them was decided
     */
    public record Refusals(
            Optional<IpAddress> ip, Optional<Pod> caller, CallTarget target, Denial denial, long count, long last) {}
}
