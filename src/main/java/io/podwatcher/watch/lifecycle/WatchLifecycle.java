package io.podwatcher.watch.lifecycle;

import io.podwatcher.watch.lifecycle.Attempt.Position;
import io.podwatcher.watch.lifecycle.Confirmation.Asked;
import io.podwatcher.watch.lifecycle.Confirmation.Step;
import io.podwatcher.watch.lifecycle.RetryPolicy.Result;
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
 * The life of the watch: a list, a watch from the list's version, the next watch from where that one ended, and a list
 * again where only a list can help. Its methods say what has happened. Each changes the {@link WatchState}, which
 * nobody else does, and returns what to do, in this order. What does not fit the state comes too late, and is ignored.
 * On the watch verticle's worker.
 */
public final class WatchLifecycle {

    /** How often {@link #tick()} has to be called. */
    public static final Duration TICK = Duration.ofMillis(250);

    private static final List<Decision> NOTHING = List.of();

    private final LongSupplier nanoTime;
    private final RetryPolicy retries;
    private final WatchHealth health;
    private final SilenceDetector silence;
    private final StandstillDetector standstill;
    private WatchState state = new Pausing(new Attempt.List(ResourceVersion.NONE));

    /**
     * @param nanoTime a clock that goes on while the machine is suspended
     * @param health takes note of all that can be said
     * @param random for the jitter of pauses
     */
    public WatchLifecycle(LongSupplier nanoTime, WatchHealth health, Random random, WatchLimits limits) {
        this.nanoTime = nanoTime;
        this.health = health;
        this.retries = new RetryPolicy(random, limits.backoff());
        this.silence = new SilenceDetector(limits.maxSilence(), limits.maxResponse());
        this.standstill = new StandstillDetector(nanoTime.getAsLong());
    }

    /** Begins what has been waited for: the first list, or what follows a pause. */
    public List<Decision> begin() {
        long now = look();
        return state instanceof Pausing pausing ? go(Transition.to(pausing.next(), now)) : NOTHING;
    }

    /** Nothing is done from now on. What is under way is the caller's to close. */
    public void close() {
        state = new Closed();
    }

    /** A part of the list has arrived. */
    public void received() {
        long now = look();
        if (state instanceof Listing listing) {
            state = listing.received(now);
        }
    }

    /** The list is complete. */
    public List<Decision> listed(String text) {
        long now = look();
        if (!(state instanceof Listing listing)) {
            return NOTHING;
        }
        ResourceVersion version = ResourceVersion.of(text);
        if (version.isBefore(listing.newest())) {
            return over(Ending.restored(version, listing.newest()), now);
        }
        health.confirmed(listing.began());
        health.listTook(Duration.ofNanos(now - listing.began()), silence.maxSilence());
        return go(Transition.to(new Attempt.Watch(Position.at(version)), now)
                .behind(new Decision.CompleteList(listing.began())));
    }

    /** The watch is open. */
    public List<Decision> opened() {
        long now = look();
        if (state instanceof Opening opening) {
            state = opening.opened(now);
        }
        return askIfDue(now);
    }

    /** A watch was closed as soon as it was open. */
    public List<Decision> closedWhileOpening() {
        long now = look();
        return state instanceof Opening opening ? over(Ending.tooOld(opening.from()), now) : NOTHING;
    }

    /**
     * The watch has brought an event or a bookmark.
     *
     * @param text its version; may be null or empty
     */
    public List<Decision> read(String text, boolean isBookmark) {
        long now = look();
        if (!(state instanceof Open open)) {
            return NOTHING;
        }
        Open.Reading reading = open.read(ResourceVersion.of(text), isBookmark, now);
        reading.trueAt().ifPresent(health::confirmed);
        state = reading.next();
        health.works();
        return askIfDue(now);
    }

    /** What is under way has failed or ended, or has brought something that cannot be understood. */
    public List<Decision> ended(Problem problem) {
        long now = look();
        return state instanceof Pausing || state instanceof Closed
                ? NOTHING
                : over(Ending.of(state, problem, now), now);
    }

    /** A change was not applied to the map, or it is not known whether it was: a full relist is due. */
    public List<Decision> lost(Problem problem) {
        long now = look();
        if (state instanceof Pausing) {
            health.failed(problem);
            state = new Pausing(new Attempt.ListEverything());
            return NOTHING;
        }
        return state instanceof Closed ? NOTHING : over(Ending.lost(problem), now);
    }

    /** The API server has answered an {@link Decision.AskVersion}. */
    public List<Decision> versionIs(long askedAt, String text) {
        long now = look();
        if (!(state instanceof Open open && open.confirmation() instanceof Asked asked && asked.askedAt() == askedAt)) {
            return askIfDue(now);
        }
        ResourceVersion current = ResourceVersion.of(text);
        if (current.isBefore(asked.newest())) {
            return over(Ending.restored(current, asked.newest()), now);
        }
        Step step = asked.answered(current, open.newest());
        step.trueAt().ifPresent(health::confirmed);
        state = open.with(step.next());
        return NOTHING;
    }

    /** The API server has not answered an {@link Decision.AskVersion}. */
    public void versionUnknown(long askedAt, Problem problem) {
        long now = look();
        if (state instanceof Open open && open.confirmation() instanceof Asked asked && asked.askedAt() == askedAt) {
            health.trouble(problem.words());
            state = open.with(asked.unanswered(problem.retryAfter(), now));
        }
    }

    /** Looks for what does not come by itself: a standstill, a silence, the time to ask. Called every {@link #TICK}. */
    public List<Decision> tick() {
        long now = look();
        Optional<Problem> problem = silence.problem(state, now);
        if (problem.isPresent()) {
            return over(Ending.of(state, problem.get(), now), now);
        }
        if (state instanceof Open open && open.isSettled(now)) {
            health.works();
        }
        return askIfDue(now);
    }

    /** The time; whatever was under way before a standstill is in doubt from now on. */
    private long look() {
        long now = nanoTime.getAsLong();
        if (standstill.stoodStill(now)) {
            state = state.afterStandstill(now);
        }
        return now;
    }

    private List<Decision> askIfDue(long now) {
        return state instanceof Open open ? go(open.askIfDue(now)) : NOTHING;
    }

    private List<Decision> over(Ending ending, long now) {
        Duration pause = retries.pauseAfter(Result.of(state, ending, now));
        health.over(ending, retries.failures());
        return go(Transition.after(pause, ending.next(), now));
    }

    private List<Decision> go(Transition transition) {
        state = transition.next();
        return transition.decisions();
    }
}
