package io.podwatcher.watch.lifecycle;

import io.podwatcher.watch.lifecycle.Attempt.Position;
import io.podwatcher.watch.lifecycle.Confirmation.Asked;
import io.podwatcher.watch.lifecycle.Confirmation.Cause;
import io.podwatcher.watch.lifecycle.Confirmation.Doubt;
import io.podwatcher.watch.lifecycle.Confirmation.ToAsk;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the watch is doing. {@link WatchLifecycle} is the only one to change it. Immutable; all times are of its clock.
 *
 * <pre>
 *               begin           the list is complete            open
 *    Pausing ──────────▶ Listing ─────────────────▶ Opening ─────────────▶ Open
 *                        ▲  ▲  │                    ▲  ▲  │                 │
 *           only a list  │  │  │ it fails           │  │  │ it fails        │ it ends, is silent,
 *           can help     │  │  ▼                    │  │  ▼                 │ or cannot be relied on
 *                        │  └─ Pausing ─────────────┘  │ Pausing            │
 *                        │                             │                    │
 *                        └─────────────────────────────┴────────────────────┘
 * </pre>
 *
 * <p>Each way back goes through Pausing where {@link RetryPolicy} wants a pause. Each state ends in Closed by
 * {@link WatchLifecycle#close()}.
 */
sealed interface WatchState {

    /** How long the list or the watch has been under way, from asking for it; zero where there is none. */
    default Duration lasted(long now) {
        return Duration.ZERO;
    }

    /** The same after the process has stood still: what was under way is in doubt. */
    default WatchState afterStandstill(long now) {
        return this;
    }

    /**
     * All pods are being listed. A standstill does no harm: a list is true of the moment when it was asked for.
     *
     * @param began when the list was asked for
     * @param receivedAt when a part of it last arrived; empty while there was none
     * @param newest the newest version known before; none where everything is listed
     */
    record Listing(long began, Optional<Long> receivedAt, ResourceVersion newest) implements WatchState {

        @Override
        public Duration lasted(long now) {
            return Duration.ofNanos(now - began);
        }

        Listing received(long now) {
            return new Listing(began, Optional.of(now), newest);
        }
    }

    /**
     * A watch has been asked for.
     *
     * @param began when it was asked for
     * @param doubt what will be in doubt when it is open
     */
    record Opening(Position from, long began, Doubt doubt) implements WatchState {

        @Override
        public Duration lasted(long now) {
            return Duration.ofNanos(now - began);
        }

        @Override
        public WatchState afterStandstill(long now) {
            return new Opening(from, began, new Doubt(Cause.STOOD_STILL, now));
        }

        Open opened(long now) {
            return new Open(from, began, now, Optional.empty(), new ToAsk(doubt, now));
        }
    }

    /**
     * A watch is open.
     *
     * @param from the newest version that has been read
     * @param began when it was asked for
     * @param openedAt when it was open
     * @param readAt when it last brought an event or a bookmark; empty while it has brought none
     */
    record Open(Position from, long began, long openedAt, Optional<Long> readAt, Confirmation confirmation)
            implements WatchState {

        /** A watch that has stayed open for so long works, though it has brought nothing yet. */
        private static final Duration SETTLED = Duration.ofSeconds(3);

        @Override
        public Duration lasted(long now) {
            return Duration.ofNanos(now - began);
        }

        @Override
        public WatchState afterStandstill(long now) {
            return with(new ToAsk(new Doubt(Cause.STOOD_STILL, now), now));
        }

        boolean hasBroughtSomething() {
            return readAt.isPresent();
        }

        /** Whether the watch works; while the API server cannot be asked for its version, it does not. */
        boolean isSettled(long now) {
            return !(confirmation instanceof ToAsk) && now - openedAt > SETTLED.toNanos();
        }

        Open with(Confirmation other) {
            return new Open(from, began, openedAt, readAt, other);
        }

        /** The newest version that has been read. */
        ResourceVersion newest() {
            return from.version();
        }

        /**
         * An event or a bookmark has been read.
         *
         * @param version none where it has none: the next watch goes on from the one before, and brings it again
         */
        Reading read(ResourceVersion version, boolean isBookmark, long now) {
            boolean isLower = version.isBefore(newest());
            ResourceVersion reached = isLower || version.equals(ResourceVersion.NONE) ? newest() : version;
            Confirmation.Step step =
                    isLower ? confirmation.readLower(now) : confirmation.read(reached, isBookmark, now);
            return new Reading(
                    new Open(Position.at(reached), began, openedAt, Optional.of(now), step.next()), step.trueAt());
        }

        /**
         * What has become of it.
         *
         * @param trueAt when all that is known was true; empty when nothing more is confirmed
         */
        record Reading(Open next, Optional<Long> trueAt) {}

        /** Asks for the version if that is due. */
        Transition askIfDue(long now) {
            return confirmation instanceof ToAsk toAsk && now - toAsk.from() >= 0
                    ? new Transition(
                            with(new Asked(toAsk.doubt(), now, newest())), List.of(new Decision.AskVersion(now)))
                    : new Transition(this, List.of());
        }
    }

    /** Nothing is under way until {@link WatchLifecycle#begin()}. */
    record Pausing(Attempt next) implements WatchState {}

    /** For good. */
    record Closed() implements WatchState {}
}
