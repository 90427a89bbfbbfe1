package io.podwatcher.watch.lifecycle;

import io.podwatcher.watch.lifecycle.Attempt.Position;
import io.podwatcher.watch.lifecycle.Confirmation.Asked;
import io.podwatcher.watch.lifecycle.Confirmation.Step;
import io.podwatcher.watch.lifecycle.Confirmation.ToAsk;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the watch is doing. {@link WatchLifecycle} is the only one to change it. Immutable; all times are of its clock.
 *
 * <pre>
 *               start           the list is complete            open
 *    Pausing ──────────▶ Listing ─────────────────▶ Opening ─────────────▶ Open
 *                        ▲  ▲  │                    ▲  ▲  │                 │
 *           only a list  │  │  │ it fails           │  │  │ it fails        │ it ends, is silent,
 *           can help     │  │  ▼                    │  │  ▼                 │ or cannot be relied on
 *                        │  └─ Pausing ─────────────┘  │ Pausing            │
 *                        │                             │                    │
 *                        └─────────────────────────────┴────────────────────┘
 * </pre>
 *
 * <p>A watch that ends, cleanly or because its connection broke, is resumed. Only a list can help after silence, after
 * something unreadable, where the API server no longer has the changes, and where it could not be asked in time for its
 * version: {@link Attempt.Resume}.
 *
 * <p>Each way back goes through Pausing where {@link RetryPolicy} wants a pause. Each state ends in Closed by
 * {@link WatchLifecycle#close()}.
 */
sealed interface WatchState {

    /** How long the list or the watch has been in progress since its request; zero if there is none. */
    default Duration lasted(long now) {
        return Duration.ZERO;
    }

    /** The state after the process has stood still: whatever was in progress is in doubt. */
    default WatchState afterStandstill(long began, long now) {
        return this;
    }

    /**
     * All pods are being listed. A short standstill does no harm: a list is true as of its request.
     *
     * @param startedAt when the list was requested
     * @param receivedAt when a part of it last arrived; empty before the first
     * @param known what was known before; {@link Position#none} if any version is accepted
     * @param full whether it is a full relist
     */
    record Listing(long startedAt, Optional<Long> receivedAt, Position known, boolean full) implements WatchState {

        @Override
        public Duration lasted(long now) {
            return Duration.ofNanos(now - startedAt);
        }

        ResourceVersion newest() {
            return known.version();
        }

        Listing received(long now) {
            return new Listing(startedAt, Optional.of(now), known, full);
        }

        /** Whether it is still unanswered at a moment from which only a full relist shows what has changed. */
        boolean isTooLate(long now) {
            return !full && receivedAt.isEmpty() && known.isTooOld(now);
        }
    }

    /**
     * A watch has been requested.
     *
     * @param startedAt when it was requested
     * @param doubt the doubt with which it will open
     */
    record Opening(Position from, long startedAt, Doubt doubt) implements WatchState {

        @Override
        public Duration lasted(long now) {
            return Duration.ofNanos(now - startedAt);
        }

        @Override
        public WatchState afterStandstill(long began, long now) {
            return new Opening(from, startedAt, Doubt.stoodStill(doubt.answerBy(), began, now));
        }

        Open opened(long now) {
            return new Open(from, startedAt, now, Optional.empty(), new ToAsk(doubt, now));
        }
    }

    /**
     * A watch is open.
     *
     * @param from the newest version that has been read
     * @param startedAt when it was requested
     * @param openedAt when it opened
     * @param readAt when it last received an event or a bookmark; empty before the first
     */
    record Open(Position from, long startedAt, long openedAt, Optional<Long> readAt, Confirmation confirmation)
            implements WatchState {

        /** A watch that has stayed open for this long works, even if it has received nothing yet. */
        private static final Duration SETTLED = Duration.ofSeconds(3);

        @Override
        public Duration lasted(long now) {
            return Duration.ofNanos(now - startedAt);
        }

        @Override
        public WatchState afterStandstill(long began, long now) {
            return with(new ToAsk(Doubt.stoodStill(confirmation.answerBy(), began, now), now));
        }

        boolean hasReceived() {
            return readAt.isPresent();
        }

        /** Whether the watch works; it does not while the API server cannot be asked for its version. */
        boolean isSettled(long now) {
            return !(confirmation instanceof ToAsk) && now - openedAt > SETTLED.toNanos();
        }

        /** Whether the watch was interrupted for so long that no answer makes it reliable. */
        boolean isTooLate(long now) {
            return confirmation.inDoubt().filter(doubt -> doubt.isTooLate(now)).isPresent();
        }

        Open with(Confirmation other) {
            return new Open(from, startedAt, openedAt, readAt, other);
        }

        /** The newest version that has been read. */
        ResourceVersion newest() {
            return from.version();
        }

        /**
         * An event or a bookmark has been read.
         *
         * @param version {@link ResourceVersion#NONE} if it has none: the next watch then continues from the one before
         */
        Result read(ResourceVersion version, boolean isBookmark, long now) {
            boolean isLower = version.isBefore(newest());
            ResourceVersion reached = isLower || version.equals(ResourceVersion.NONE) ? newest() : version;
            Step step = isLower ? confirmation.readLower(now) : confirmation.read(reached, isBookmark, now);
            return new Open(from.read(reached), startedAt, openedAt, Optional.of(now), confirmation).after(step);
        }

        /** The API server has answered with its version, and sufficiently. */
        Result answered(Asked asked, ResourceVersion current) {
            return after(asked.answered(current, newest()));
        }

        private Result after(Step step) {
            Open next = new Open(from.knownAt(step.trueAt()), startedAt, openedAt, readAt, step.next());
            return new Result(next, step.trueAt());
        }

        /**
         * The state after an event, a bookmark or an answer.
         *
         * @param trueAt when all that is known was true; empty if nothing new is confirmed
         */
        record Result(Open next, Optional<Long> trueAt) {}

        /** Asks for the current version if that is due. */
        Transition askIfDue(long now) {
            return confirmation instanceof ToAsk toAsk && now - toAsk.from() >= 0
                    ? new Transition(
                            with(new Asked(toAsk.doubt(), now, newest())), List.of(new Decision.AskVersion(now)))
                    : new Transition(this, List.of());
        }
    }

    /** Nothing is in progress until {@link WatchLifecycle#start()}. */
    record Pausing(Attempt next) implements WatchState {}

    /** The final state. */
    record Closed() implements WatchState {}
}
