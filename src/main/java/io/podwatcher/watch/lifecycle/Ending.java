package io.podwatcher.watch.lifecycle;

import io.podwatcher.messages.watch.RestartReason;
import io.podwatcher.watch.lifecycle.Attempt.Position;
import io.podwatcher.watch.lifecycle.RetryPolicy.Outcome;
import io.podwatcher.watch.lifecycle.WatchState.Listing;
import io.podwatcher.watch.lifecycle.WatchState.Open;
import io.podwatcher.watch.lifecycle.WatchState.Opening;
import java.time.Duration;

/**
 * Decides what the end of a list or of a watch means, and what follows. Immutable.
 *
 * @param outcome how the attempt counts
 * @param problem why it ended
 * @param next what to try next
 */
record Ending(Outcome outcome, Problem problem, Attempt next) {

    /** A watch closed sooner than this, without an event, was rejected by the server, whatever it says. */
    private static final Duration MIN_DURATION = Duration.ofSeconds(2);

    /** After this many fruitless watches from one version, the version must be the reason. */
    private static final int MAX_FRUITLESS = 8;

    /** The list or watch in progress has ended, or is considered dead. */
    static Ending of(WatchState state, Problem problem, long now) {
        if (state instanceof Listing listing) {
            return ofList(listing, problem);
        }
        if (state instanceof Opening opening) {
            return ofOpening(opening, problem);
        }
        if (state instanceof Open open) {
            return ofWatch(open, problem, now);
        }
        throw new IllegalStateException("nothing is in progress: " + state);
    }

    private static Ending ofList(Listing listing, Problem problem) {
        Outcome outcome = switch (problem.reason()) {
            case EXPIRED -> Outcome.FRUITLESS;
            case CONNECTION -> listing.receivedAt().isPresent() ? Outcome.FAILED : Outcome.UNREACHABLE;
            default -> Outcome.FAILED;
        };
        return new Ending(outcome, problem, new Attempt.List(listing.known()));
    }

    private static Ending ofOpening(Opening opening, Problem problem) {
        return switch (problem.reason()) {
            case EXPIRED -> tooOld(opening.from());
            case CONNECTION -> new Ending(Outcome.UNREACHABLE, problem, new Attempt.Resume(opening.from()));
            default -> {
                Position from = problem.mayMeanTheVersion() ? opening.from().afterFruitlessWatch() : opening.from();
                yield new Ending(Outcome.FAILED, problem, isHopeless(from) ? list(from) : new Attempt.Resume(from));
            }
        };
    }

    private static Ending ofWatch(Open open, Problem problem, long now) {
        return switch (problem.reason()) {
            case EXPIRED ->
                open.hasReceived() ? new Ending(Outcome.USUAL, problem, list(open.from())) : tooOld(open.from());
            case CLOSED -> isTooLate(open, now) ? notSafelyResumed(open) : closed(open, now);
            case CONNECTION -> isTooLate(open, now) ? notSafelyResumed(open) : broken(open, problem);
            // A silent server may be one that was restored; after something unreadable the map may lack an event.
            default -> new Ending(Outcome.FAILED, problem, list(open.from()));
        };
    }

    private static Attempt list(Position after) {
        return new Attempt.List(after);
    }

    /** The server calls a watch too old that started right after a list, or where the last one ended. */
    static Ending tooOld(Position from) {
        return new Ending(
                Outcome.FRUITLESS,
                new Problem(RestartReason.EXPIRED, "the API server rejects a watch as too old right after a list"),
                list(from));
    }

    private static Ending closed(Open open, long now) {
        Position from = next(open);
        if (isHopeless(from)) {
            return hopeless(from);
        }
        boolean rejected = !open.hasReceived() && open.lasted(now).compareTo(MIN_DURATION) < 0;
        return new Ending(
                rejected ? Outcome.FRUITLESS : Outcome.USUAL,
                new Problem(RestartReason.CLOSED, "the API server closes each watch at once"),
                new Attempt.Resume(from));
    }

    private static Ending broken(Open open, Problem problem) {
        Position from = next(open);
        return isHopeless(from) ? hopeless(from) : new Ending(Outcome.FAILED, problem, new Attempt.Resume(from));
    }

    private static Position next(Open open) {
        return open.hasReceived() ? open.from() : open.from().afterFruitlessWatch();
    }

    private static Ending hopeless(Position from) {
        return new Ending(
                Outcome.FRUITLESS,
                new Problem(RestartReason.EXPIRED, "the API server closes each watch before it sends anything"),
                list(from));
    }

    /** The API server was asked too often to watch from there. */
    private static boolean isHopeless(Position from) {
        return from.fruitless() >= MAX_FRUITLESS;
    }

    /** Watches that end before the API server answers could go on like this forever. */
    private static boolean isTooLate(Open open, long now) {
        return open.hasReceived() && open.isTooLate(now);
    }

    /** The API server's answer after an interruption is too late, or cannot be compared: it may have been restored. */
    static Ending notSafelyResumed(Open open) {
        return new Ending(
                Outcome.USUAL,
                new Problem(
                        RestartReason.EXPIRED, "only a list shows what has changed since the watch was interrupted"),
                list(open.from()));
    }

    /** The map's content is uncertain. */
    static Ending lost(Problem problem) {
        return new Ending(Outcome.FAILED, problem, new Attempt.FullRelist());
    }

    /** The API server gives a lower version than before: its data was restored from a backup. */
    static Ending restored(ResourceVersion version, ResourceVersion newest) {
        return new Ending(
                Outcome.FRUITLESS,
                new Problem(
                        RestartReason.RESTORED,
                        "the API server's versions have gone back from " + newest.text() + " to " + version.text()
                                + ", as after a restore from a backup: nothing known from before is used"),
                new Attempt.FullRelist());
    }
}
