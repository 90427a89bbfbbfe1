package io.podwatcher.decisions;

import io.podwatcher.authorize.Denial;
import io.podwatcher.authorize.Fixes;
import io.podwatcher.messages.decisions.CallTarget;
import io.podwatcher.model.Identity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes the body of {@code GET /decisions}. On the worker of the decisions verticle. */
final class DecisionsJson {

    /** Each pair has one, and a trigger may already allow hundreds of callers. */
    private static final int MAX_FIX_LENGTH = 1024;

    private static final String TOO_LONG = "The line that would allow these callers is longer than is accepted; allow a"
            + " whole namespace, or use fewer service accounts";

    private static final String NO_FIX = "Ask /explain about this call: the line is too long for this list";

    private final JsonFactory factory = new JsonFactory();
    private final Instant since;
    private final boolean audit;

    /**
     * @param since when counting began
     * @param audit whether refused calls are let through
     */
    DecisionsJson(Instant since, boolean audit) {
        this.since = since;
        this.audit = audit;
    }

    /**
     * Encodes all pairs and proposals, and the last refusals.
     *
     * @param limit how many refusals at most
     * @param time the time of day of a time by {@link System#nanoTime}
     */
    List<byte[]> encode(DecisionTables tables, int limit, KnownTriggers triggers, LongFunction<Instant> time) {
        Chunks bytes = new Chunks();
        List<Pair> pairs = tables.pairs();
        try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty(
                    "since", since.truncatedTo(ChronoUnit.MILLIS).toString());
            json.writeStringProperty("mode", audit ? "audit" : "enforce");
            array(json, "decisions", tables.refusals(limit), refused -> write(json, refused, time));
            array(json, "pairs", pairs, pair -> write(json, pair, triggers, time));
            array(json, "proposals", new Proposals(pairs, triggers).all(), proposal -> write(json, proposal));
            json.writeNumberProperty("left_out", tables.leftOut());
            json.writeEndObject();
        }
        return bytes.all();
    }

    private void write(JsonGenerator json, RefusedCall refused, LongFunction<Instant> time) {
        RefusedCall.Key key = refused.key();
        json.writeStringProperty("at", text(time, refused.last()));
        json.writeStringProperty("verdict", audit ? "would_deny" : "denied");
        json.writeStringProperty("reason", key.denial().code());
        json.writeNumberProperty("count", refused.count());
        json.writeObjectPropertyStart("source");
        text(json, "ip", key.ip().map(Object::toString).orElse(""));
        text(json, "pod", key.pod());
        write(json, key.source());
        json.writeEndObject();
        write(json, key.target());
    }

    private static void write(JsonGenerator json, Pair pair, KnownTriggers triggers, LongFunction<Instant> time) {
        json.writeObjectPropertyStart("source");
        write(json, pair.source());
        json.writeEndObject();
        write(json, pair.target());
        json.writeNumberProperty("allowed", pair.allowed());
        json.writeNumberProperty("denied", pair.denied());
        json.writeStringProperty("last", text(time, pair.last()));
        pair.lastDenial().ifPresent(denial -> {
            json.writeStringProperty("reason", denial.code());
            text(json, "fix", fix(pair, denial, triggers));
        });
    }

    private static String fix(Pair pair, Denial denial, KnownTriggers triggers) {
        TargetKey target = pair.target();
        Optional<Identity> caller = pair.source().identity();
        String fix = Fixes.of(denial);
        if (denial.isOfRule() && caller.isPresent()) {
            fix = target.query()
                    .map(CallTarget.Query::text)
                    .map(query -> Fixes.ofQuery(query, caller.get(), denial))
                    .orElseGet(() -> triggers.of(target)
                            .filter(trigger -> !trigger.allowed().contains(caller.get()))
                            .map(trigger -> Fixes.ofTrigger(trigger, List.of(caller.get())))
                            .collect(Collectors.joining("; ")));
        }
        return fix.length() <= MAX_FIX_LENGTH ? fix : NO_FIX;
    }

    private static void write(JsonGenerator json, Proposal proposal) {
        write(json, proposal.target());
        json.writeArrayPropertyStart("allows");
        proposal.allows().forEach(identity -> json.writeString(identity.toString()));
        json.writeEndArray();
        text(json, "line", proposal.line().orElse(""));
        text(json, "note", proposal.line().isPresent() ? "" : TOO_LONG);
    }

    private static void write(JsonGenerator json, Source source) {
        text(json, "namespace", source.namespace());
        text(json, "service_account", source.serviceAccount());
        text(json, "owner", source.owner());
    }

    private static void write(JsonGenerator json, TargetKey target) {
        json.writeObjectPropertyStart("target");
        text(json, "namespace", target.namespace());
        text(json, "function", target.functions());
        text(json, "trigger", String.join(",", target.triggers()));
        text(json, "host", target.host());
        text(json, "query", target.query().map(CallTarget.Query::text).orElse(""));
        json.writeEndObject();
    }

    private static String text(LongFunction<Instant> time, long nanos) {
        return time.apply(nanos).truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static void text(JsonGenerator json, String name, String value) {
        if (!value.isEmpty()) {
            json.writeStringProperty(name, value);
        }
    }

    private static <T> void array(JsonGenerator json, String name, Collection<T> items, Consumer<T> write) {
        json.writeArrayPropertyStart(name);
        for (T item : items) {
            json.writeStartObject();
            write.accept(item);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
