package io.podwatcher.http.history;

import io.podwatcher.messages.history.Interval;
import io.podwatcher.messages.history.PastOwner;
import io.podwatcher.messages.history.PastPod;
import io.podwatcher.messages.history.TimeRange;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/** Writes what is known of the past as JSON. What is not known is null, as in {@code /pod}. Any thread. */
final class PastJson {

    private PastJson() {}

    /** An entry of {@code /history}. */
    static JsonObject interval(Interval interval) {
        JsonObject json = new JsonObject().put("ip", interval.ip().toString());
        putPod(json, interval.pod());
        return putBounds(json, interval);
    }

    /** The pod that owned the IP at a moment. */
    static JsonObject pod(Interval interval, Instant at) {
        return putBounds(named(interval).put("at", Rfc3339.write(at)), interval);
    }

    /** The fields that {@code /pod} has for now, too. */
    private static JsonObject named(Interval interval) {
        JsonObject json = new JsonObject();
        putPod(json, interval.pod());
        return json.put("pod_ip", interval.ip().toString());
    }

    /** Adds which pods may have owned the IP. */
    static JsonObject put(JsonObject json, PastOwner.Candidates several) {
        JsonArray candidates = new JsonArray();
        several.candidates().forEach(interval -> candidates.add(putBounds(named(interval), interval)));
        return json.put("candidates", candidates).put("perhaps_nobody", several.perhapsNobody());
    }

    /** Adds the covered moments before and after one that is not. */
    static JsonObject put(JsonObject json, PastOwner.Unknown unknown) {
        return json.put("covered_until", time(unknown.coveredUntil())).put("covered_from", time(unknown.coveredFrom()));
    }

    static JsonObject range(TimeRange range) {
        return new JsonObject().put("from", Rfc3339.write(range.from())).put("to", Rfc3339.write(range.to()));
    }

    private static void putPod(JsonObject json, PastPod pod) {
        json.put("name", pod.name())
                .put("namespace", pod.namespace())
                .put("uid", pod.uid())
                .put("node_name", known(pod.node()))
                .put("service_account", known(pod.serviceAccount()))
                .put(
                        "owner",
                        pod.owner()
                                .map(owner -> new JsonObject()
                                        .put("kind", owner.kind())
                                        .put("name", owner.name()))
                                .orElse(null))
                .put("start_time", pod.startTime().orElse(null));
    }

    private static JsonObject putBounds(JsonObject json, Interval interval) {
        return json.put("valid_from", Rfc3339.write(interval.from()))
                .put("valid_from_after", time(interval.fromAfter()))
                .put("valid_to", time(interval.to()))
                .put("valid_to_before", time(interval.toBefore()));
    }

    private static String known(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String time(Optional<Instant> moment) {
        return moment.map(Rfc3339::write).orElse(null);
    }
}
