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
    private final KnownObjects<HttpTrigger> triggers = new KnownObjects<>(HttpTrigger::uid);
    private final KnownObjects<Function> functions = new KnownObjects<>(Function::uid);
    private final List<Past> past = new ArrayList<>();

    /** When triggers have changed that have not settled yet. */
    private Map<HttpTrigger, Long> unsettled = new HashMap<>();

    private long characters;

    /** The moment from which on the entries differ from those that were returned last; empty while none is in sight. */
    private Optional<Long> changesAt = Optional.empty();

    private record Function(long uid, long since) {}

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
        Optional<HttpTrigger> before = triggers.get(trigger.namespace(), trigger.name());
        if (before.filter(trigger::equals).isPresent()) {
            return;
        }
        HttpTrigger kept = fitting(trigger);
        if (before.filter(kept::equals).isPresent()) {
            return;
        }
        before.ifPresent(state -> forget(state, now));
        characters += kept.characters();
        triggers.put(kept.namespace(), kept.name(), kept);
        unsettled.put(kept, now);
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

    /** The trigger is gone. */
    void removeTrigger(ObjectId id, long now) {
        triggers.remove(id).ifPresent(state -> forget(state, now));
        changesAt = Optional.of(now);
    }

    /** There are no other triggers than these. */
    void retainTriggers(Set<ObjectId> all, long now) {
        triggers.without(all).forEach(id -> removeTrigger(id, now));
    }

    private void forget(HttpTrigger before, long now) {
        unsettled.remove(before);
        past.add(new Past(before, now + settling));
    }

    /** The function exists. */
    void put(ObjectId function, long now) {
        Optional<Function> before = functions.get(function.namespace(), function.name());
        if (before.filter(known -> known.uid() == function.uid()).isEmpty()) {
            functions.put(function.namespace(), function.name(), new Function(function.uid(), now));
            changesAt = Optional.of(now);
        }
    }

    /** The function is gone. From now on it is not sure that its triggers have routes. */
    void removeFunction(ObjectId id, long now) {
        functions.remove(id);
        changesAt = Optional.of(now);
    }

    /** There are no other functions than these. */
    void retainFunctions(Set<ObjectId> all, long now) {
        functions.without(all).forEach(id -> removeFunction(id, now));
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
        unsettled.values().removeIf(since -> isSettled(since, now));
        // A map does not shrink, and after the first list this one has held all triggers.
        unsettled = unsettled.isEmpty() ? new HashMap<>() : unsettled;
        return Stream.concat(
                        triggers.stream().map(trigger -> new RouteTable.Entry(trigger, isSure(trigger, now))),
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

    private boolean isSure(HttpTrigger trigger, long now) {
        boolean settled = !unsettled.containsKey(trigger);
        for (String name : trigger.functions()) {
            Optional<Function> function = functions.get(trigger.namespace(), name);
            settled &= function.isPresent() && isSettled(function.get().since(), now);
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
