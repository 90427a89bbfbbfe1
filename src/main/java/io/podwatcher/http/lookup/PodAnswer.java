package io.podwatcher.http.lookup;

import io.podwatcher.http.exchange.JsonReplies;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.MapVersion;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/**
 * Writes what the map says of one IP: the pod, or why there is none. On the event loop of its HTTP verticle.
 */
public final class PodAnswer {

    private PodAnswer() {}

    /** Answers a client that may read the map. */
    static void write(HttpServerResponse response, IpAddress ip, LookupResult lookup, long age, MapVersion version) {
        if (lookup instanceof LookupResult.Ambiguous ambiguous) {
            JsonObject body = JsonReplies.errorBody(LookupResult.Ambiguous.CODE, ambiguous(ip));
            Claimants.write(ambiguous.claimants(), body);
            JsonReplies.json(JsonReplies.fromMap(response, age, version), 409, body.toBuffer());
        } else {
            writeOwn(response, ip, lookup, age, version);
        }
    }

    /** Answers a client about its own IP. It may be one that may not read the map, so it gets no other pods' names. */
    public static void writeOwn(
            HttpServerResponse response, IpAddress ip, LookupResult lookup, long age, MapVersion version) {
        if (lookup instanceof LookupResult.Owned owned) {
            JsonReplies.pod(JsonReplies.fromMap(response, age, version), owned.pod());
        } else if (lookup == LookupResult.Refused.NOT_SYNCED) {
            JsonReplies.notSynced(response);
        } else {
            refuse(JsonReplies.fromMap(response, age, version), ip, lookup);
        }
    }

    private static void refuse(HttpServerResponse response, IpAddress ip, LookupResult lookup) {
        if (lookup instanceof LookupResult.Ambiguous) {
            JsonReplies.error(response, 409, LookupResult.Ambiguous.CODE, ambiguous(ip));
        } else if (lookup == LookupResult.Refused.HOST_NETWORK) {
            JsonReplies.error(
                    response, 404, "host_network", "IP " + ip + " is a node's; any process there may be calling");
        } else {
            JsonReplies.error(response, 404, "not_found", notFound(ip));
        }
    }

    static String notFound(IpAddress ip) {
        return "No pod found with IP " + ip;
    }

    private static String ambiguous(IpAddress ip) {
        return "More than one live pod claims IP " + ip + "; none is given";
    }
}
