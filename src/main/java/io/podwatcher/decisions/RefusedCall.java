package io.podwatcher.decisions;

import io.podwatcher.authorize.Denial;
import io.podwatcher.messages.decisions.DecisionBatch;
import io.podwatcher.model.IpAddress;
import java.util.Optional;

/** One address refused at one target for the same reason. On the worker of the decisions verticle. */
final class RefusedCall {

    /**
     * Identifies such calls.
     *
     * @param ip the caller's address; empty if it is not known
     * @param pod the caller's name; empty if it is no known pod
     * @param source who calls
     * @param target what is called
     * @param denial why it was refused
     */
    record Key(Optional<IpAddress> ip, String pod, Source source, TargetKey target, Denial denial) {

        int characters() {
            return pod.length() + source.characters() + target.characters();
        }
    }

    private final Key key;
    private long count;
    private long last;

    RefusedCall(Key key) {
        this.key = key;
    }

    void add(DecisionBatch.Refusals refusals) {
        last = count == 0 ? refusals.last() : Math.max(last, refusals.last());
        count += refusals.count();
    }

    Key key() {
        return key;
    }

    long count() {
        return count;
    }

    /** When the last of them was refused, by {@link System#nanoTime}. */
    long last() {
        return last;
    }
}
