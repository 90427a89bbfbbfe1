package io.podwatcher.watch.lifecycle;

import io.podwatcher.watch.lifecycle.Doubt.Cause;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Whether the events of an open watch confirm the map. An event is true as of its version, not as of the moment when it
 * is read: a new watch replays earlier changes, and what was in the socket while the process stood still is as old as
 * the standstill. So events are in doubt at first. The doubt ends when the watch reaches the version with which the API
 * server answered a request sent after the doubt began. Immutable.
 *
 * <pre>
 *               asked              answered                  an event or a bookmark reaches the version
 *     ToAsk ───────────▶ Asked ───────────────▶ Expected ─────────────────────────────────────────────▶ Given
 *       ▲                  │ │                                                                            ▲
 *       └── not answered ──┘ └────────────── answered with a version that has been reached already ───────┘
 * </pre>
 *
 * <p>A watch that takes more than a second from Asked to Given asks again, because what it has reached by then is old.
 *
 * <p>A bookmark on a new watch also ends the doubt, because it was sent after the replay. After a standstill it does
 * not, because it may have been sent before. On a resumed watch it does so only after an answer: a restored API server
 * sends bookmarks, too, once its versions have passed that of the watch. A standstill leads from each state back to
 * ToAsk.
 */
sealed interface Confirmation {

    /** How far behind a watch may be and still confirm the map: less than an age in whole seconds shows. */
    long MAX_LAG_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** The doubt; empty if there is none. */
    Optional<Doubt> inDoubt();

    /** As {@link Doubt#answerBy()}; empty if there is no doubt. */
    default Optional<Long> answerBy() {
        return inDoubt().flatMap(Doubt::answerBy);
    }

    /**
     * The watch has received an event or a bookmark.
     *
     * @param newest the newest version that it has reached
     */
    Step read(ResourceVersion newest, boolean isBookmark, long now);

    /**
     * The watch has received a lower version than before: either it replays, which no API server does in the middle of
     * a watch, or versions have gone back. A request for the current version decides.
     */
    default Step readLower(long now) {
        long since = inDoubt().map(Doubt::since).orElse(now);
        return Step.none(new ToAsk(new Doubt(Cause.LOWER_VERSION, since, answerBy()), now + MAX_LAG_NANOS));
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
     * Only a bookmark on the watch that follows a list confirms the map, and the API server must be asked for its
     * version.
     *
     * @param from the earliest time to ask
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
     * @param askedAt when it was asked; as of then the map is confirmed once the watch reaches the answer
     * @param newest the newest version known then; a lower answer means that versions have gone back
     */
    record Asked(Doubt doubt, long askedAt, ResourceVersion newest) implements Confirmation {

        private static final Duration RETRY_PAUSE = Duration.ofSeconds(2);

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

        /** The request failed; it is repeated after a pause, or after the API server's Retry-After. */
        ToAsk unanswered(Duration retryAfter, long now) {
            Duration pause = retryAfter.compareTo(RETRY_PAUSE) > 0 ? retryAfter : RETRY_PAUSE;
            return new ToAsk(doubt, now + pause.toNanos());
        }

        /** Whether the watch can be relied on now; after an interruption only if the answer is in time and certain. */
        boolean isSufficient(ResourceVersion current, long now) {
            return doubt.answerBy().isEmpty() || !doubt.isTooLate(now) && current.reaches(newest);
        }

        /** The answer has arrived and is sufficient. */
        Step answered(ResourceVersion current, ResourceVersion reached) {
            return reached.reaches(current)
                    ? Step.given(askedAt)
                    : Step.none(new Expected(doubt.answered(), askedAt, current));
        }
    }

    /**
     * Until the watch reaches a version, only a bookmark on a new watch confirms the map.
     *
     * @param version the API server's answer
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
            // After a long time more has happened, and the next events are old as well.
            return isBookmark || now - askedAt <= MAX_LAG_NANOS
                    ? Step.given(askedAt)
                    : new Step(
                            new ToAsk(new Doubt(doubt.cause(), askedAt, Optional.empty()), now), Optional.of(askedAt));
        }
    }

    /**
     * The next state.
     *
     * @param trueAt when all that is known was true; empty if nothing new is confirmed
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
