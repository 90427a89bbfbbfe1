package io.podwatcher.history;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.messages.history.HistoryState;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** Counts what is written and what is lost. Any thread. */
final class HistoryMeters {

    private final AtomicReference<HistoryState> state = new AtomicReference<>(HistoryState.STARTING);
    private final Counter written;
    private final Counter lost;
    private final Counter failures;

    HistoryMeters(Clock clock, MeterRegistry registry) {
        Gauge.builder(
                        "pod.watcher.history.up",
                        state,
                        now -> now.get().problem().isEmpty() ? 1 : 0)
                .description("1 while changes of owners are written to the database, 0 while they cannot be")
                .register(registry);
        Gauge.builder(
                        "pod.watcher.history.waiting.changes",
                        state,
                        now -> now.get().waiting())
                .description("Changes of owners that wait to be written")
                .register(registry);
        Gauge.builder("pod.watcher.history.age", state, now -> age(now.get(), clock))
                .description("Seconds since the last moment that the history covers")
                .baseUnit("seconds")
                .register(registry);
        written = Counter.builder("pod.watcher.history.written.changes")
                .description("Changes of owners that have been written")
                .register(registry);
        lost = Counter.builder("pod.watcher.history.lost.changes")
                .description("Changes of owners that could not be kept until they were written: gaps in the coverage")
                .register(registry);
        failures = Counter.builder("pod.watcher.history.failures")
                .description("Attempts to use the database that failed")
                .register(registry);
    }

    private static double age(HistoryState state, Clock clock) {
        return state.coveredTo()
                .map(to -> Duration.between(to, clock.instant()).toMillis() / 1000.0)
                .orElse(Double.NaN);
    }

    void report(HistoryState now) {
        lost.increment(now.lost() - state.getAndSet(now).lost());
    }

    void written(int changes) {
        written.increment(changes);
    }

    void failed() {
        failures.increment();
    }
}
