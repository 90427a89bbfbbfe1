package io.podwatcher.http.events;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The streams that keep up with their feed, by what they are told. On the event loop of the feed. */
final class Members {

    private final Map<Audience, Set<EventStream>> byAudience = new HashMap<>();

    void add(EventStream stream) {
        byAudience
                .computeIfAbsent(stream.audience(), audience -> new LinkedHashSet<>())
                .add(stream);
    }

    /** Nothing happens when it is none. */
    void remove(EventStream stream) {
        byAudience.computeIfPresent(stream.audience(), (audience, streams) -> {
            streams.remove(stream);
            return streams.isEmpty() ? null : streams;
        });
    }

    List<Audience> audiences() {
        return List.copyOf(byAudience.keySet());
    }

    List<EventStream> of(Audience audience) {
        return List.copyOf(byAudience.getOrDefault(audience, Set.of()));
    }

    /** All of them, who are none any more. */
    List<EventStream> removeAll() {
        List<EventStream> all =
                byAudience.values().stream().flatMap(Set::stream).toList();
        byAudience.clear();
        return all;
    }
}
