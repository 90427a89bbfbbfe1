package io.podwatcher.model;

import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A pod's phase and deletion, parsed from its encoded answer. Only claimants of an ambiguous IP need them, so they are
 * not kept a second time. Immutable; any thread.
 *
 * @param phase status.phase, if the API server has sent one
 * @param deletionTimestamp metadata.deletionTimestamp of a pod whose deletion has been requested
 */
public record PodLifecycle(Optional<String> phase, Optional<String> deletionTimestamp) {

    private static final JsonFactory FACTORY = new JsonFactory();

    /** The phase and the deletion of the pod. */
    public static PodLifecycle of(Pod pod) {
        Optional<String> phase = Optional.empty();
        Optional<String> deletion = Optional.empty();
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), pod.json())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (value == JsonToken.VALUE_STRING && name.equals("phase")) {
                    phase = Optional.of(json.getString());
                } else if (value == JsonToken.VALUE_STRING && name.equals("deletion_timestamp")) {
                    deletion = Optional.of(json.getString());
                } else {
                    json.skipChildren();
                }
            }
        }
        return new PodLifecycle(phase, deletion);
    }
}
