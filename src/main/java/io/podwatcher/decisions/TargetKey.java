package io.podwatcher.decisions;

import io.podwatcher.fission.HttpTrigger;
import io.podwatcher.messages.decisions.CallTarget;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was called, by names only, so that deleted objects of the API server are not kept. Immutable; any thread.
 *
 * @param namespace the namespace; of a query, its first; empty if the target was not found
 * @param functions the functions' names, comma-separated; empty if they are not Fission's
 * @param triggers the names of Fission's triggers; empty if there are none
 * @param host the host that the triggers are for, or the client asked for; empty if there is none
 * @param query the query of the proxy; empty if the target is Fission's
 */
record TargetKey(
        String namespace, String functions, List<String> triggers, String host, Optional<CallTarget.Query> query) {

    /** More names would not help anybody. */
    private static final int MAX_NAMES = 8;

    static TargetKey of(CallTarget target) {
        if (target instanceof CallTarget.Query query) {
            return new TargetKey(query.namespaces().get(0), "", List.of(), "", Optional.of(query));
        }
        if (target instanceof CallTarget.Function function) {
            return of(function.triggers());
        }
        return new TargetKey("", "", List.of(), ((CallTarget.Unknown) target).host(), Optional.empty());
    }

    private static TargetKey of(List<HttpTrigger> triggers) {
        return new TargetKey(
                triggers.get(0).namespace(),
                join(triggers.stream()
                        .flatMap(trigger -> trigger.functions().stream().sorted())),
                triggers.stream().map(HttpTrigger::name).toList(),
                join(triggers.stream().map(HttpTrigger::host).filter(host -> !host.isEmpty())),
                Optional.empty());
    }

    private static String join(Stream<String> names) {
        return names.distinct().limit(MAX_NAMES).collect(Collectors.joining(","));
    }

    int characters() {
        return namespace.length()
                + functions.length()
                + triggers.stream().mapToInt(String::length).sum()
                + host.length()
                + query.map(asked -> asked.text().length()).orElse(0);
    }
}
