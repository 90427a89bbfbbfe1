package io.podwatcher.watch;

import io.fabric8.kubernetes.client.Watcher.Action;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Counts the events of the watch and times the lists. Any thread. */
final class WatchMeters {

    private static final Duration[] LIST_BUCKETS = {
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5)
    };

    private static final Set<Action> COUNTED =
            EnumSet.of(Action.ADDED, Action.MODIFIED, Action.DELETED, Action.BOOKMARK);

    private final Map<Action, Counter> events = new EnumMap<>(Action.class);
    private final Timer lists;

    WatchMeters(MeterRegistry registry) {
        for (Action event : COUNTED) {
            events.put(
                    event,
                    Counter.builder("pod.watcher.watch.events")
                            .description("Events of the watch")
                            .tag("type", event.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        lists = Timer.builder("pod.watcher.list")
                .description("From requesting a list of all pods to its end")
                .serviceLevelObjectives(LIST_BUCKETS)
                .register(registry);
    }

    /** Counts an event of this kind. */
    void count(Action action) {
        events.get(action).increment();
    }

    void listTook(Duration time) {
        lists.record(time);
    }
}
