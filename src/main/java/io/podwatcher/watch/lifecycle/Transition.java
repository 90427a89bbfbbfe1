package io.podwatcher.watch.lifecycle;

import io.podwatcher.watch.lifecycle.Confirmation.Cause;
import io.podwatcher.watch.lifecycle.Confirmation.Doubt;
import io.podwatcher.watch.lifecycle.WatchState.Listing;
import io.podwatcher.watch.lifecycle.WatchState.Opening;
import io.podwatcher.watch.lifecycle.WatchState.Pausing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * From one attempt to the next.
 *
 * @param next what the watch is doing then
 * @param decisions what has to be done for it, in this order
 */
record Transition(WatchState next, List<Decision> decisions) {

    /** An attempt begins. */
    static Transition to(Attempt attempt, long now) {
        if (attempt instanceof Attempt.Watch watch) {
            return new Transition(
                    new Opening(watch.from(), now, new Doubt(Cause.OPENED, now)),
                    List.of(new Decision.OpenWatch(watch.from().version().text())));
        }
        // Where everything is listed, versions are counted from there on.
        ResourceVersion newest = attempt instanceof Attempt.List list ? list.newest() : ResourceVersion.NONE;
        return new Transition(
                new Listing(now, Optional.empty(), newest),
                List.of(new Decision.StartList(attempt instanceof Attempt.ListEverything)));
    }

    /** An attempt is over; the next one begins when the pause is. */
    static Transition after(Duration pause, Attempt attempt, long now) {
        Transition next = pause.isZero()
                ? to(attempt, now)
                : new Transition(new Pausing(attempt), List.of(new Decision.Pause(pause)));
        return next.behind(new Decision.Abandon());
    }

    /** The same with another decision before the others. */
    Transition behind(Decision first) {
        return new Transition(
                next, Stream.concat(Stream.of(first), decisions.stream()).toList());
    }
}
