package io.podwatcher.http.forwardauth.question;

import io.podwatcher.fission.HttpTrigger;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How answers name triggers and their functions, separated by commas. Any thread. */
final class TriggerNames {

    /** More would not help anybody, and a header has its limits. */
    private static final int MAX = 8;

    /** Of objects; the keys of a trigger's weights may be any text, also one that no header can hold. */
    private static final Pattern FUNCTION_NAME = Pattern.compile("[a-z0-9.-]{1,253}");

    private TriggerNames() {}

    /** The triggers with their namespaces. */
    static String qualified(List<HttpTrigger> triggers) {
        return join(triggers.stream().map(trigger -> trigger.namespace() + "/" + trigger.name()));
    }

    static String simple(List<HttpTrigger> triggers) {
        return join(triggers.stream().map(HttpTrigger::name));
    }

    static String functions(List<HttpTrigger> triggers) {
        return join(triggers.stream()
                .flatMap(trigger -> trigger.functions().stream())
                .filter(name -> FUNCTION_NAME.matcher(name).matches())
                .sorted());
    }

    private static String join(Stream<String> names) {
        return names.distinct().limit(MAX).collect(Collectors.joining(","));
    }
}
