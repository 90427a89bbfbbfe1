package io.podwatcher.watch.trigger;

import io.podwatcher.fission.HttpTrigger;
import io.podwatcher.fission.RouteTable;
import io.podwatcher.log.RateLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the router may know now: its triggers, and the functions that they need. The router sees a change a moment
 * before or after this process, so for a while the old and the new state both count as possible and neither as sure. On
 * the worker of {@link FissionVerticle}.
 */
final class RouterState {

    private static final Logger log = LoggerFactory.getLogger(RouterState.class);

    /** Some 25,000 usual triggers. */
    static final long MAX_CHARACTERS = 8L << 20;

    private final Set<String> namespaces;
    private final long settling;
    private final RateLimit noRoom;
    private final Map<String, Known> triggers = new HashMap<>();
    private final Map<String, KnownFunction> functions = new HashMap<>();
    private final List<Past> past = new ArrayList<>();
    private long characters;

    /** The moment from which on the entries differ from those that were returned last; empty while none is in sight. */
    private Optional<Long> changesAt = Optional.empty();

    /** A function of Fission. */
    record Function(String namespace, String name) {}

    private record Known(HttpTrigger trigger, long since) {}

    private record KnownFunction(Function function, long since) {}

    /** A state that the router may still have. */
    private record Past(HttpTrigger trigger, long until) {}

    /**
     * @param namespaces those that the router serves; triggers of others may have no route
     * @param settling for how long the old and the new state count as possible
     * @param noRoom limits the log lines about triggers for whose text there is no room
     */
    RouterState(Set<String> namespaces, Duration settling, RateLimit noRoom) {
        this.namespaces = namespaces;
        this.settling = settling.toNanos();
        this.noRoom = noRoom;
    }

    /**
     * The trigger exists and looks like this. If there is no room for its text, it counts as one that may answer any
     * request.
     */
    void put(HttpTrigger trigger, long now) {
        Known before = triggers.get(trigger.uid());
        if (before != null && before.trigger().equals(trigger)) {
            return;
        }
        HttpTrigger kept = fitting(trigger);
        if (before != null && before.trigger().equals(kept)) {
            return;
        }
        forget(before, now);
        characters += kept.characters();
        triggers.put(trigger.uid(), new Known(kept, now));
        changesAt = Optional.of(now);
    }

    private HttpTrigger fitting(HttpTrigger trigger) {
        if (characters + trigger.characters() <= MAX_CHARACTERS) {
            return trigger;
        }
        noRoom.report(
                1,
                times -> log.warn(
                        "All HTTPTriggers have more than {} characters, so {}/{} counts as one that may answer any"
                                + " request, until it changes and there is room, or this process starts again{}",
                        MAX_CHARACTERS,
                        trigger.namespace(),
                        trigger.name(),
                        RateLimit.leftOut(times)));
        return trigger.withoutText();
    }

    void removeTrigger(String uid, long now) {
        forget(triggers.remove(uid), now);
        changesAt = Optional.of(now);
    }

    private void forget(Known before, long now) {
        if (before != null) {
            past.add(new Past(before.trigger(), now + settling));
        }
    }

    /** The function exists. */
    void put(String uid, Function function, long now) {
        if (functions.putIfAbsent(uid, new KnownFunction(function, now)) == null) {
            changesAt = Optional.of(now);
        }
    }

    /** The function is gone. From now on it is not sure that its triggers have routes. */
    void removeFunction(String uid, long now) {
        functions.remove(uid);
        changesAt = Optional.of(now);
    }

    /** How many triggers there are. */
    int triggers() {
        return triggers.size();
    }

    /** Whether the entries may differ from those that were returned last. */
    boolean hasChanged(long now) {
        return changesAt.filter(at -> now - at >= 0).isPresent();
    }

    /** The triggers that are possible now, and which of them are sure. */
    List<RouteTable.Entry> entries(long now) {
        changesAt = Optional.empty();
        past.removeIf(state -> hasEnded(state, now));
        Map<Function, Long> existing = new HashMap<>();
        functions.values().forEach(known -> existing.merge(known.function(), known.since(), Math::min));
        return Stream.concat(
                        triggers.values().stream()
                                .map(known -> new RouteTable.Entry(known.trigger(), isSure(known, existing, now))),
                        past.stream().map(state -> new RouteTable.Entry(state.trigger(), false)))
                .toList();
    }

    private boolean hasEnded(Past state, long now) {
        if (now - state.until() >= 0) {
            characters -= state.trigger().characters();
            return true;
        }
        changeAt(state.until());
        return false;
    }

    private boolean isSure(Known known, Map<Function, Long> existing, long now) {
        HttpTrigger trigger = known.trigger();
        boolean settled = isSettled(known.since(), now);
        for (String name : trigger.functions()) {
            Long since = existing.get(new Function(trigger.namespace(), name));
            settled &= since != null && isSettled(since, now);
        }
        return settled
                && namespaces.contains(trigger.namespace())
                && !trigger.functions().isEmpty();
    }

    private boolean isSettled(long since, long now) {
        boolean settled = now - since >= settling;
        if (!settled) {
            changeAt(since + settling);
        }
        return settled;
    }

    private void changeAt(long moment) {
        changesAt = Optional.of(changesAt.filter(before -> before - moment < 0).orElse(moment));
    }
}
