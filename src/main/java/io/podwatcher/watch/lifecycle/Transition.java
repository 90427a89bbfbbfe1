package io.podwatcher.watch.lifecycle;

import io.podwatcher.watch.lifecycle.Attempt.Position;
import io.podwatcher.watch.lifecycle.Doubt.Cause;
import io.podwatcher.watch.lifecycle.WatchState.Listing;
import io.podwatcher.watch.lifecycle.WatchState.Opening;
import io.podwatcher.watch.lifecycle.WatchState.Pausing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A state of the watch and the decisions that lead to it. Immutable.
 *
 * @param next the next state
 * @param decisions what to do, in this order
 */
record Transition(WatchState next, List<Decision> decisions) {

    /** Starts an attempt. */
    static Transition to(Attempt attempt, long now) {
        if (attempt instanceof Attempt.Watch watch) {
            return open(watch.from(), Optional.empty(), now);
        }
        if (attempt instanceof Attempt.Resume resume) {
            return open(resume.from(), Optional.of(resume.answerBy()), now);
        }
        if (attempt instanceof Attempt.List list) {
            return list(list.known(), list.known().isTooOld(now), now);
        }
        return list(Position.none(now), true, now);
    }

    private static Transition list(Position known, boolean full, long now) {
        return new Transition(new Listing(now, Optional.empty(), known, full), List.of(new Decision.StartList(full)));
    }

    private static Transition open(Position from, Optional<Long> answerBy, long now) {
        return new Transition(
                new Opening(from, now, new Doubt(Cause.OPENED, now, answerBy)),
                List.of(new Decision.OpenWatch(from.version().text())));
    }

    /** Ends an attempt; the next one starts after the pause. */
    static Transition after(Duration pause, Attempt attempt, long now) {
        Transition next = pause.isZero()
                ? to(attempt, now)
                : new Transition(new Pausing(attempt), List.of(new Decision.Pause(pause)));
        return next.precededBy(new Decision.Abandon());
    }

    /** The same with one more decision before the others. */
    Transition precededBy(Decision first) {
        return new Transition(
                next, Stream.concat(Stream.of(first), decisions.stream()).toList());
    }
}
