package io.podwatcher.watch.lifecycle;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Whether what an open watch brings confirms the map. An event is true of the moment of its version, not of the moment
 * when it is read: a watch that has just been opened replays what happened before, and what lay in the socket while the
 * process stood still is as old as the standstill. So there is a doubt at first, and it ends when the watch has reached
 * a version that the API server gave when it was asked after the doubt began. Immutable.
 *
 * <pre>
 *               asked              answered                  an event or a bookmark reaches the version
 *     ToAsk ───────────▶ Asked ───────────────▶ Expected ─────────────────────────────────────────────▶ Given
 *       ▲                  │ │                                                                            ▲
 *       └── not answered ──┘ └────────────── answered with a version that has been reached already ───────┘
 * </pre>
 *
 * <p>A watch that takes more than a second to get from Asked to Given asks again: what it has reached by then is old.
 *
 * <p>A bookmark on a watch that has just been opened ends the doubt too, because it was sent behind what is replayed.
 * After a standstill it does not: it may have been under way before. A standstill leads from each of these back to
 * ToAsk.
 */
sealed interface Confirmation {

    /** How far behind a watch may be that confirms the map: as much as an age in whole seconds cannot show. */
    long MAX_LAG_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** The doubt; empty when there is none. */
    Optional<Doubt> inDoubt();

    /**
     * The watch has brought something.
     *
     * @param newest the newest version that it has reached
     */
    Step read(ResourceVersion newest, boolean isBookmark, long now);

    /**
     * The watch has brought a version that is lower than one before: either it replays, which no API server does in the
     * middle of a watch, or versions have gone back. The answer to a request for the current version decides.
     */
    default Step readLower(long now) {
        Doubt doubt = new Doubt(Cause.LOWER_VERSION, inDoubt().map(Doubt::since).orElse(now));
        return Step.none(new ToAsk(doubt, now + MAX_LAG_NANOS));
    }

    /** Each event and bookmark confirms the map at the moment when it is read. */
    record Given() implements Confirmation {

        @Override
        public Optional<Doubt> inDoubt() {
            return Optional.empty();
        }

        @Override
        public Step read(ResourceVersion newest, boolean isBookmark, long now) {
            return Step.given(now);
        }
    }

    /**
     * Nothing but a bookmark on a new watch confirms the map, and the API server has to be asked for its version.
     *
     * @param from when it may be asked
     */
    record ToAsk(Doubt doubt, long from) implements Confirmation {

        @Override
        public Optional<Doubt> inDoubt() {
            return Optional.of(doubt);
        }

        @Override
        public Step read(ResourceVersion newest, boolean isBookmark, long now) {
            return doubt.isEndedBy(isBookmark) ? Step.given(doubt.since()) : Step.none(this);
        }

        @Override
        public Step readLower(long now) {
            return Step.none(this);
        }
    }

    /**
     * Nothing confirms the map: the API server has been asked, and its answer may show that versions have gone back.
     *
     * @param askedAt what is confirmed when the watch reaches the answer was true then
     * @param newest the newest version known then; a lower answer means that versions have gone back
     */
    record Asked(Doubt doubt, long askedAt, ResourceVersion newest) implements Confirmation {

        private static final Duration ASK_AGAIN = Duration.ofSeconds(2);

        @Override
        public Optional<Doubt> inDoubt() {
            return Optional.of(doubt);
        }

        @Override
        public Step read(ResourceVersion reached, boolean isBookmark, long now) {
            return Step.none(this);
        }

        @Override
        public Step readLower(long now) {
            return Step.none(this);
        }

        /** No answer has come; it is asked again after a while, or when the API server wants it. */
        ToAsk unanswered(Duration retryAfter, long now) {
            Duration pause = retryAfter.compareTo(ASK_AGAIN) > 0 ? retryAfter : ASK_AGAIN;
            return new ToAsk(doubt, now + pause.toNanos());
        }

        /** The answer has come, and is not lower than what was known. */
        Step answered(ResourceVersion current, ResourceVersion reached) {
            return reached.reaches(current) ? Step.given(askedAt) : Step.none(new Expected(doubt, askedAt, current));
        }
    }

    /**
     * Nothing but a bookmark on a new watch confirms the map until the watch reaches a version.
     *
     * @param version what the API server has answered
     */
    record Expected(Doubt doubt, long askedAt, ResourceVersion version) implements Confirmation {

        @Override
        public Optional<Doubt> inDoubt() {
            return Optional.of(doubt);
        }

        @Override
        public Step read(ResourceVersion newest, boolean isBookmark, long now) {
            if (!newest.reaches(version)) {
                return doubt.isEndedBy(isBookmark) ? Step.given(doubt.since()) : Step.none(this);
            }
            // Where it has taken long to get here, more has happened meanwhile, and what comes next is old as well.
            return isBookmark || now - askedAt <= MAX_LAG_NANOS
                    ? Step.given(askedAt)
                    : new Step(new ToAsk(new Doubt(doubt.cause(), askedAt), now), Optional.of(askedAt));
        }
    }

    /**
     * Why what is read may be old.
     *
     * @param since what the API server sent later than this is not in doubt
     */
    record Doubt(Cause cause, long since) {

        private boolean isEndedBy(boolean isBookmark) {
            return isBookmark && cause == Cause.OPENED;
        }
    }

    /** What made the doubt. */
    enum Cause {
        /** The watch was opened, and replays. */
        OPENED,
        /** The process stood still. */
        STOOD_STILL,
        /** A lower version came after a higher one. */
        LOWER_VERSION
    }

    /**
     * What has become of it.
     *
     * @param trueAt when all that is known was true; empty when nothing more is confirmed
     */
    record Step(Confirmation next, Optional<Long> trueAt) {

        private static Step given(long trueAt) {
            return new Step(new Given(), Optional.of(trueAt));
        }

        private static Step none(Confirmation same) {
            return new Step(same, Optional.empty());
        }
    }
}
