package io.podwatcher.watch.lifecycle;

import io.podwatcher.messages.watch.RestartReason;
import io.podwatcher.messages.watch.WatchReport;
import io.podwatcher.model.MapVersion;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A life cycle by a clock of the test's own, and what it decides. */
final class Life {

    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    static final WatchLimits LIMITS = new WatchLimits(Backoff.USUAL, Duration.ofSeconds(150), Duration.ofSeconds(20));

    private long now;
    private final WatchHealth health;
    final WatchLifecycle lifecycle;

    Life() {
        this(LIMITS);
    }

    Life(WatchLimits limits) {
        this(limits, new Random());
    }

    Life(WatchLimits limits, Random random) {
        health = new WatchHealth(() -> now, Clock.fixed(NOW, ZoneOffset.UTC), "pods");
        lifecycle = new WatchLifecycle(() -> now, health, random, limits);
    }

    /** One whose first watch is open, from version 10, and in doubt. */
    static Life open() {
        return open(LIMITS);
    }

    static Life open(WatchLimits limits) {
        Life life = new Life(limits);
        life.lifecycle.start();
        life.lifecycle.listed("10");
        life.lifecycle.opened();
        return life;
    }

    /** The same after the API server has answered that it has the list's version: events confirm. */
    static Life confirmed() {
        Life life = open();
        life.lifecycle.versionIs(life.now, "10");
        return life;
    }

    long now() {
        return now;
    }

    /** Lets time pass, with its ticks; returns what they decided. */
    List<Decision> pass(Duration duration) {
        List<Decision> decisions = new ArrayList<>();
        long end = now + duration.toNanos();
        while (now < end) {
            now = Math.min(end, now + WatchLifecycle.TICK.toNanos());
            decisions.addAll(lifecycle.tick());
        }
        return decisions;
    }

    /** Time passes, and nothing is done meanwhile. */
    void standStill(Duration duration) {
        now += duration.toNanos();
    }

    /** How old the map is. */
    Duration age() {
        return Duration.ofNanos(now - report().confirmedAt().orElseThrow());
    }

    WatchReport report() {
        return health.report(0, MapVersion.UNKNOWN);
    }

    /** A watch that ends as it does every few minutes. */
    List<Decision> closed() {
        return lifecycle.ended(new Problem(RestartReason.CLOSED, "closed"));
    }

    List<Decision> expired() {
        return lifecycle.ended(new Problem(RestartReason.EXPIRED, "too old"));
    }

    List<Decision> unreachable() {
        return lifecycle.ended(new Problem(RestartReason.CONNECTION, "Connection refused"));
    }

    /** The pause among these decisions; zero when there is none. */
    static Duration pause(List<Decision> decisions) {
        return decisions.stream()
                .filter(Decision.Pause.class::isInstance)
                .map(decision -> ((Decision.Pause) decision).duration())
                .findFirst()
                .orElse(Duration.ZERO);
    }

    /** Waits out the pause among these decisions, if there is one; returns what follows it. */
    List<Decision> afterPause(List<Decision> decisions) {
        Duration pause = pause(decisions);
        if (pause.isZero()) {
            return decisions;
        }
        pass(pause);
        return lifecycle.start();
    }
}
