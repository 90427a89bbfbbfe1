package io.podwatcher.watch.lifecycle;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Random;

/**
 * How long to wait before the next attempt: an exponential back-off with jitter, so that replicas that lose the API
 * server together do not come back together. A pause is counted from the beginning of the attempt that is over, so one
 * that has lasted long is followed at once. What resets the back-off is what was achieved: a watch that has brought
 * something and then ended as usual, or has lasted longer than the pause that was due. One thread.
 */
final class RetryPolicy {

    private final Random random;
    private final Backoff backoff;
    private int failures;
    private int unreachable;

    /** How an attempt ended. */
    enum Outcome {
        /** As a watch ends every few minutes; the next one may follow at once. */
        USUAL,
        /**
         * As usual, but it was of no use. Once happens; a server that does so again does not want to be asked at once.
         */
        FRUITLESS,
        /** It was refused, or broke. */
        FAILED,
        /** Nothing answered. */
        UNREACHABLE
    }

    /**
     * One attempt that is over.
     *
     * @param broughtSomething whether it was a watch that has brought an event or a bookmark
     * @param lasted from its beginning to its end
     * @param retryAfter how long the API server wants to be left alone from now on, or zero
     */
    record Result(Outcome outcome, boolean broughtSomething, Duration lasted, Duration retryAfter) {

        static Result of(WatchState state, Ending ending, long now) {
            return new Result(
                    ending.outcome(),
                    state instanceof WatchState.Open open && open.hasBroughtSomething(),
                    state.lasted(now),
                    ending.problem().retryAfter());
        }
    }

    RetryPolicy(Random random, Backoff backoff) {
        this.random = random;
        this.backoff = backoff;
    }

    /** Takes note of an attempt that is over; returns how long to wait before the next one, in whole milliseconds. */
    Duration pauseAfter(Result result) {
        if (result.broughtSomething() && (result.outcome() == Outcome.USUAL || hasMadeUpFor(result.lasted()))) {
            failures = 0;
        }
        unreachable = result.outcome() == Outcome.UNREACHABLE ? unreachable + 1 : 0;
        Duration pause = switch (result.outcome()) {
            case USUAL -> Duration.ZERO;
            case FRUITLESS -> jitter(most(failures++, backoff.max()));
            case FAILED -> jitter(most(++failures, backoff.max()));
            case UNREACHABLE -> jitter(most(unreachable, backoff.maxUnreachable()));
        };
        Duration rest = max(max(pause.minus(result.lasted()), Duration.ZERO), min(result.retryAfter(), backoff.max()));
        return rest.truncatedTo(ChronoUnit.MILLIS);
    }

    private boolean hasMadeUpFor(Duration lasted) {
        return lasted.compareTo(most(failures + 1, backoff.max())) >= 0;
    }

    /** How many attempts in a row were fruitless or have failed, those that reached nobody left out. */
    int failures() {
        return failures;
    }

    private Duration most(int times, Duration limit) {
        return times == 0 ? Duration.ZERO : min(backoff.first().multipliedBy(1L << Math.min(times - 1, 16)), limit);
    }

    /** Half of it to all of it. */
    private Duration jitter(Duration most) {
        long half = most.toMillis() / 2;
        return Duration.ofMillis(half + random.nextLong(half + 1));
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
