package io.podwatcher.watch.trigger;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.podwatcher.fission.HttpTrigger;
import io.podwatcher.fission.RouterRequest;
import io.podwatcher.log.RateLimit;
import io.podwatcher.model.Identity;
import io.podwatcher.watch.trigger.HttpTriggerResource.FunctionReference;
import io.podwatcher.watch.trigger.HttpTriggerResource.Spec;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what of a trigger matters for matching and for who may call. On the worker of its verticle. */
final class TriggerReader {

    private static final Logger log = LoggerFactory.getLogger(TriggerReader.class);

    /** Who may call besides the trigger's own namespace: identities, comma-separated; a bare word is a namespace. */
    static final String ALLOW = "pod-watcher/allow";

    /** Longer than any real trigger's texts; a path of more than 8,192 characters is refused anyway. */
    private static final int MAX_CHARACTERS = 16 << 10;

    /** No identity has more, or other characters; the rest need not be in the log. */
    private static final Pattern ENTRY = Pattern.compile("[ -~]{0,350}");

    /** Of the methods that a request may have, so there are few sets, and all triggers share them. */
    private final Map<Set<String>, Set<String>> methodSets = new HashMap<>();

    private final RateLimit badAnnotations;
    private final RateLimit tooLarge;

    /**
     * @param nanoTime the clock of the rate limits
     */
    TriggerReader(LongSupplier nanoTime) {
        this.badAnnotations = new RateLimit(nanoTime, 5);
        this.tooLarge = new RateLimit(nanoTime, 5);
    }

    /**
     * Reads a trigger that has its identity. What many triggers have in common is kept once. A wrong annotation allows
     * nobody, because a part of it may be what narrows the rest; the trigger's own namespace may still call.
     */
    HttpTrigger read(HttpTriggerResource resource) {
        ObjectMeta metadata = resource.getMetadata();
        ObjectId id = ObjectId.of(resource);
        Spec spec = resource.getSpec();
        HttpTrigger trigger = new HttpTrigger(
                id.uid(),
                id.namespace(),
                id.name(),
                seconds(metadata.getCreationTimestamp()),
                text(spec.host()).intern(),
                text(spec.relativeurl()),
                text(spec.prefix()),
                methods(spec),
                functions(spec.functionref(), id.name()),
                isKnown(spec.functionref()) && TriggerConfig.isSurelyAccepted(spec),
                allowed(metadata));
        if (trigger.characters() <= MAX_CHARACTERS) {
            return trigger;
        }
        tooLarge.report(
                1,
                times -> log.warn(
                        "The HTTPTrigger {}/{} has more than {} characters, so it counts as one that may answer any"
                                + " request{}",
                        trigger.namespace(),
                        trigger.name(),
                        MAX_CHARACTERS,
                        RateLimit.leftOut(times)));
        return trigger.withoutText();
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }

    /** Fission's router ranks by it; without one the trigger counts as the oldest, which decides nothing for sure. */
    private static long seconds(String timestamp) {
        try {
            return timestamp == null ? 0 : Instant.parse(timestamp).getEpochSecond();
        } catch (DateTimeException e) {
            return 0;
        }
    }

    /** The union of both fields, and OPTIONS for CORS (pkg/router/routeshape.go triggerMethods). */
    private Set<String> methods(Spec spec) {
        Set<String> methods = new LinkedHashSet<>(spec.methods() == null ? List.of() : spec.methods());
        if (!text(spec.method()).isEmpty()) {
            methods.add(spec.method());
        }
        if (spec.corsConfig() != null) {
            methods.add("OPTIONS");
        }
        methods.remove(null);
        return RouterRequest.METHODS.containsAll(methods)
                ? methodSets.computeIfAbsent(Set.copyOf(methods), set -> set)
                : methods;
    }

    /** One text serves the trigger and a function of the same name, as is usual. */
    private static Set<String> functions(FunctionReference reference, String name) {
        if (reference == null) {
            return Set.of();
        }
        Map<String, Integer> weights = reference.functionweights();
        return "function-weights".equals(reference.type()) && weights != null
                ? weights.keySet()
                : Set.of(name.equals(reference.name()) ? name : text(reference.name()));
    }

    /** Aliases, versions and types of later releases depend on objects that are not watched. */
    private static boolean isKnown(FunctionReference reference) {
        return reference != null
                && ("name".equals(reference.type()) || "function-weights".equals(reference.type()))
                && text(reference.alias()).isEmpty()
                && text(reference.version()).isEmpty();
    }

    private List<Identity> allowed(ObjectMeta metadata) {
        String list = metadata.getAnnotations() == null
                ? null
                : metadata.getAnnotations().get(ALLOW);
        if (list == null) {
            return List.of();
        }
        try {
            return Arrays.stream(list.split(",", -1))
                    .map(TriggerReader::identity)
                    .toList();
        } catch (IllegalArgumentException e) {
            badAnnotations.report(
                    1,
                    times -> log.warn(
                            "The annotation {} of the HTTPTrigger {}/{} is wrong and allows nobody: {}{}",
                            ALLOW,
                            metadata.getNamespace(),
                            metadata.getName(),
                            e.getMessage(),
                            RateLimit.leftOut(times)));
            return List.of();
        }
    }

    private static Identity identity(String entry) {
        String text = entry.strip();
        if (!ENTRY.matcher(text).matches()) {
            throw new IllegalArgumentException("an entry is too long or not in ASCII, so it is not an identity");
        }
        return Identity.parse(text.indexOf(':') < 0 ? "namespace:" + text : text);
    }
}
