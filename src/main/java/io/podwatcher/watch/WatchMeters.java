package io.podwatcher.watch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts what the watch brings and times the lists. Any thread. */
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

    /** What a watch brings. */
    enum Event {
        ADDED,
        MODIFIED,
        DELETED,
        BOOKMARK
    }

    private final Map<Event, Counter> events = new EnumMap<>(Event.class);
    private final Timer lists;

    WatchMeters(MeterRegistry registry) {
        for (Event event : Event.values()) {
            events.put(
                    event,
                    Counter.builder("pod.watcher.watch.events")
                            .description("Events of the watch; several bookmarks within a second count as one")
                            .tag("type", event.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        lists = Timer.builder("pod.watcher.list")
                .description("From asking for a list of all pods to its end")
                .serviceLevelObjectives(LIST_BUCKETS)
                .register(registry);
    }

    void count(Event event) {
        events.get(event).increment();
    }

    void listTook(Duration time) {
        lists.record(time);
    }
}
