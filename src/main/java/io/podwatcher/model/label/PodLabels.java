package io.podwatcher.model.label;

import io.podwatcher.model.Pod;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A pod's labels, parsed from its encoded answer. Only selectors need them, so they are not kept a second time: ten
 * labels of 150,000 pods would take more memory than the rest of the map. Immutable; any thread.
 *
 * @param values the labels that are known
 * @param complete whether these are all labels; those beyond 8 KiB are left out of the answer
 */
public record PodLabels(Map<String, String> values, boolean complete) {

    private static final JsonFactory FACTORY = new JsonFactory();

    /** The labels of the pod. */
    public static PodLabels of(Pod pod) {
        boolean complete = true;
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), pod.json())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("truncated") && value == JsonToken.START_ARRAY) {
                    while (json.nextToken() == JsonToken.VALUE_STRING) {
                        complete = complete && !json.getString().equals("labels");
                    }
                } else if (name.equals("labels")) {
                    return new PodLabels(entries(json), complete);
                } else {
                    json.skipChildren();
                }
            }
        }
        return new PodLabels(Map.of(), complete);
    }

    private static Map<String, String> entries(JsonParser json) {
        Map<String, String> entries = new HashMap<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            entries.put(json.currentName(), json.nextStringValue());
        }
        return entries;
    }
}
