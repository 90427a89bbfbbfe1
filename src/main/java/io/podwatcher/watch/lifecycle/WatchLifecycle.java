package io.podwatcher.watch.lifecycle;

import io.podwatcher.watch.lifecycle.Attempt.Position;
import io.podwatcher.watch.lifecycle.Confirmation.Asked;
import io.podwatcher.watch.lifecycle.RetryPolicy.AttemptResult;
import io.podwatcher.watch.lifecycle.WatchState.Closed;
import io.podwatcher.watch.lifecycle.WatchState.Listing;
import io.podwatcher.watch.lifecycle.WatchState.Open;
import io.podwatcher.watch.lifecycle.WatchState.Opening;
import io.podwatcher.watch.lifecycle.WatchState.Pausing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * The state machine of the watch: a list, a watch from its version, the next watch from where that one ended or broke,
 * and another list where only a list can help. Each method reports an event, changes the {@link WatchState} and returns
 * what to do, in order. Events that do not fit the state are late and ignored. On the watch verticle's worker.
 */
public final class WatchLifecycle {

    /** How often to call {@link #tick()}. */
    public static final Duration TICK = Duration.ofMillis(250);

    private static final List<Decision> NOTHING = List.of();

    private final LongSupplier nanoTime;
    private final RetryPolicy retries;
    private final WatchHealth health;
    private final SilenceDetector silence;
    private final StandstillDetector standstill;
    private WatchState state;

    /**
     * @param nanoTime a clock that keeps running while the machine is suspended
     * @param health records the state
     * @param random for the jitter of pauses
     */
    public WatchLifecycle(LongSupplier nanoTime, WatchHealth health, Random random, WatchLimits limits) {
        this.nanoTime = nanoTime;
        this.health = health;
        this.retries = new RetryPolicy(random, limits.backoff());
        this.silence = new SilenceDetector(limits.maxSilence(), limits.maxResponse());
        this.standstill = new StandstillDetector(nanoTime.getAsLong());
        this.state = new Pausing(new Attempt.List(Position.none(nanoTime.getAsLong())));
    }

    /** Starts the first list, or the attempt after a pause. */
    public List<Decision> start() {
        long now = now();
        return state instanceof Pausing pausing ? go(Transition.to(pausing.next(), now)) : NOTHING;
    }

    /** Ends in {@link Closed}. The caller closes the list or watch in progress. */
    public void close() {
        state = new Closed();
    }

    /** A part of the list has arrived. If it is too late, the next tick ends the list, as after a long standstill. */
    public void received() {
        long now = now();
        state = state instanceof Listing listing && !silence.isTooLong(state, now) ? listing.received(now) : state;
    }

    /** The list is complete. As in {@link #received()}, this may be too late. */
    public List<Decision> listed(String text) {
        long now = now();
        if (!(state instanceof Listing listing) || silence.isTooLong(state, now)) {
            return NOTHING;
        }
        ResourceVersion version = ResourceVersion.of(text);
        if (version.isBefore(listing.newest())) {
            return end(Ending.restored(version, listing.newest()), now);
        }
        health.confirmed(listing.startedAt());
        health.listTook(Duration.ofNanos(now - listing.startedAt()), silence.maxSilence());
        return go(Transition.to(new Attempt.Watch(Position.listed(version, listing.startedAt())), now)
                .precededBy(new Decision.CompleteList(listing.startedAt(), version.text())));
    }

    /** The watch is open. */
    public List<Decision> opened() {
        long now = now();
        if (state instanceof Opening opening) {
            state = opening.opened(now);
        }
        return askIfDue(now);
    }

    /** A watch was closed as soon as it was open. */
    public List<Decision> closedWhileOpening() {
        long now = now();
        return state instanceof Opening opening ? end(Ending.tooOld(opening.from()), now) : NOTHING;
    }

    /**
     * The watch has received an event or a bookmark.
     *
     * @param text its version; may be null or empty
     */
    public List<Decision> read(String text, boolean isBookmark) {
        long now = now();
        if (!(state instanceof Open open)) {
            return NOTHING;
        }
        confirm(open.read(ResourceVersion.of(text), isBookmark, now));
        health.works();
        return askIfDue(now);
    }

    /** The list or watch in progress has failed or ended, or received something that cannot be understood. */
    public List<Decision> ended(Problem problem) {
        long now = now();
        return state instanceof Pausing || state instanceof Closed ? NOTHING : end(Ending.of(state, problem, now), now);
    }

    /** A change was not applied to the map, or may not have been: a full relist is due. */
    public List<Decision> lost(Problem problem) {
        long now = now();
        if (state instanceof Pausing) {
            health.failed(problem);
            state = new Pausing(new Attempt.FullRelist());
            return NOTHING;
        }
        return state instanceof Closed ? NOTHING : end(Ending.lost(problem), now);
    }

    /** The API server has answered a {@link Decision.AskVersion}. */
    public List<Decision> versionIs(long askedAt, String text) {
        long now = now();
        if (!(state instanceof Open open && open.confirmation() instanceof Asked asked && asked.askedAt() == askedAt)) {
            return askIfDue(now);
        }
        ResourceVersion current = ResourceVersion.of(text);
        if (current.isBefore(asked.newest())) {
            return end(Ending.restored(current, asked.newest()), now);
        }
        if (!asked.isSufficient(current, now)) {
            return end(Ending.notSafelyResumed(open), now);
        }
        confirm(open.answered(asked, current));
        return NOTHING;
    }

    /** The API server has not answered a {@link Decision.AskVersion}. */
    public void versionUnknown(long askedAt, Problem problem) {
        long now = now();
        if (state instanceof Open open && open.confirmation() instanceof Asked asked && asked.askedAt() == askedAt) {
            health.problem(problem);
            state = open.with(asked.unanswered(problem.retryAfter(), now));
        }
    }

    /**
     * Checks for a standstill, for silence, and whether it is time to ask for the version. Called every {@link #TICK}.
     */
    public List<Decision> tick() {
        long now = now();
        Optional<Problem> problem = silence.problem(state, now);
        if (problem.isPresent()) {
            return end(Ending.of(state, problem.get(), now), now);
        }
        if (state instanceof Open open && open.isSettled(now)) {
            health.works();
        }
        return askIfDue(now);
    }

    /** Reads the clock. After a standstill, whatever was in progress is in doubt. */
    private long now() {
        long now = nanoTime.getAsLong();
        state = standstill
                .began(now)
                .map(began -> state.afterStandstill(began, now))
                .orElse(state);
        return now;
    }

    private void confirm(Open.Result result) {
        result.trueAt().ifPresent(health::confirmed);
        state = result.next();
    }

    private List<Decision> askIfDue(long now) {
        return state instanceof Open open ? go(open.askIfDue(now)) : NOTHING;
    }

    private List<Decision> end(Ending ending, long now) {
        Duration pause = retries.pauseAfter(AttemptResult.of(state, ending, now));
        health.ended(ending, retries.failures());
        return go(Transition.after(pause, ending.next(), now));
    }

    private List<Decision> go(Transition transition) {
        state = transition.next();
        return transition.decisions();
    }
}
