package io.podwatcher.decisions;

import io.podwatcher.fission.HttpTrigger;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The triggers that Fission's router has now, by name. Immutable; any thread. */
final class KnownTriggers {

    private final Map<String, HttpTrigger> byName;

    KnownTriggers(Collection<HttpTrigger> triggers) {
        byName = triggers.stream()
                .collect(Collectors.toUnmodifiableMap(
                        trigger -> name(trigger.namespace(), trigger.name()),
                        trigger -> trigger,
                        (same, again) -> same));
    }

    /** How a trigger is named in the whole cluster. */
    static String name(String namespace, String trigger) {
        return namespace + "/" + trigger;
    }

    /** The trigger of this name; empty if it is gone. */
    Optional<HttpTrigger> find(String namespace, String name) {
        return Optional.ofNullable(byName.get(name(namespace, name)));
    }

    /** Those triggers of a target that are still there. */
    Stream<HttpTrigger> of(TargetKey target) {
        return target.triggers().stream().flatMap(name -> find(target.namespace(), name).stream());
    }
}
