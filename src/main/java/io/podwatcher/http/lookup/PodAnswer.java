package io.podwatcher.http.lookup;

import io.podwatcher.http.exchange.JsonReplies;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.IpAddress;
import io.vertx.core.http.HttpServerResponse;

/** Writes what the map says of one IP: the pod, or why there is none. */
public final class PodAnswer {

    private PodAnswer() {}

    public static void write(HttpServerResponse response, IpAddress ip, LookupResult lookup, long age) {
        if (lookup instanceof LookupResult.Owned owned) {
            JsonReplies.pod(JsonReplies.fromMap(response, age), owned.pod());
        } else if (lookup == LookupResult.Refused.NOT_SYNCED) {
            JsonReplies.notSynced(response);
        } else {
            refuse(JsonReplies.fromMap(response, age), ip, (LookupResult.Refused) lookup);
        }
    }

    private static void refuse(HttpServerResponse response, IpAddress ip, LookupResult.Refused reason) {
        switch (reason) {
            case AMBIGUOUS ->
                JsonReplies.error(
                        response, 409, "ambiguous", "More than one live pod claims IP " + ip + "; none is given");
            case HOST_NETWORK ->
                JsonReplies.error(
                        response, 404, "host_network", "IP " + ip + " is a node's; any process there may be calling");
            default -> JsonReplies.error(response, 404, "not_found", "No pod found with IP " + ip);
        }
    }
}
