package io.podwatcher.attack;

import java.util.ArrayDeque;
import java.util.Deque;

/** Several attackers, closed together, in reverse order of their start. */
public final class Attackers implements AutoCloseable {

    private final Deque<AutoCloseable> attackers = new ArrayDeque<>();

    public void add(AutoCloseable attacker) {
        attackers.push(attacker);
    }

    /** Closes all, even if one fails; throws the first failure, with the others as suppressed. */
    @Override
    public void close() throws Exception {
        Exception failure = null;
        while (!attackers.isEmpty()) {
            try {
                attackers.pop().close();
            } catch (Exception e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
