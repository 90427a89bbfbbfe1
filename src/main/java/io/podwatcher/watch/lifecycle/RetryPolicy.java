package io.podwatcher.watch.lifecycle;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Random;

/**
 * Decides how long to wait before the next attempt: an exponential back-off with jitter, so that replicas that lose the
 * API server together do not return together. A pause is counted from the start of the last attempt, so a long attempt
 * is followed at once. The back-off is reset by a watch that has received something and then ended as usual, or has
 * lasted longer than the pause that was due. One thread.
 */
final class RetryPolicy {

    private final Random random;
    private final Backoff backoff;
    private int failures;
    private int unreachable;

    /** How an attempt ended. */
    enum Outcome {
        /** The usual end of a watch after some minutes; the next one may follow at once. */
        USUAL,
        /** A usual end, but without result. Once is normal; after the second time there is a pause. */
        FRUITLESS,
        /** It was refused, or broke. */
        FAILED,
        /** Nothing answered. */
        UNREACHABLE
    }

    /**
     * One attempt that has ended.
     *
     * @param received whether it was a watch that has received an event or a bookmark
     * @param lasted the time from its start to its end
     * @param retryAfter how long the API server asks clients to wait from now on, or zero
     */
    record AttemptResult(Outcome outcome, boolean received, Duration lasted, Duration retryAfter) {

        static AttemptResult of(WatchState state, Ending ending, long now) {
            return new AttemptResult(
                    ending.outcome(),
                    state instanceof WatchState.Open open && open.hasReceived(),
                    state.lasted(now),
                    ending.problem().retryAfter());
        }
    }

    RetryPolicy(Random random, Backoff backoff) {
        this.random = random;
        this.backoff = backoff;
    }

    /** Records an attempt that has ended; returns how long to wait before the next one, in whole milliseconds. */
    Duration pauseAfter(AttemptResult result) {
        if (result.received() && (result.outcome() == Outcome.USUAL || isLongerThanPause(result.lasted()))) {
            failures = 0;
        }
        unreachable = result.outcome() == Outcome.UNREACHABLE ? unreachable + 1 : 0;
        Duration pause = switch (result.outcome()) {
            case USUAL -> Duration.ZERO;
            case FRUITLESS -> jitter(maxPause(failures++, backoff.max()));
            case FAILED -> jitter(maxPause(++failures, backoff.max()));
            case UNREACHABLE -> jitter(maxPause(unreachable, backoff.maxUnreachable()));
        };
        Duration rest = max(max(pause.minus(result.lasted()), Duration.ZERO), min(result.retryAfter(), backoff.max()));
        return rest.truncatedTo(ChronoUnit.MILLIS);
    }

    private boolean isLongerThanPause(Duration lasted) {
        return lasted.compareTo(maxPause(failures + 1, backoff.max())) >= 0;
    }

    /** How many attempts in a row were fruitless or failed, not counting unreachable ones. */
    int failures() {
        return failures;
    }

    private Duration maxPause(int times, Duration limit) {
        return times == 0 ? Duration.ZERO : min(backoff.first().multipliedBy(1L << Math.min(times - 1, 16)), limit);
    }

    /** A random duration between half of it and all of it. */
    private Duration jitter(Duration max) {
        long half = max.toMillis() / 2;
        return Duration.ofMillis(half + random.nextLong(half + 1));
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
