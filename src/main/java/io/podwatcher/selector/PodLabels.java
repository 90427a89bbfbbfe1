package io.podwatcher.selector;

import io.podwatcher.pod.Pod;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a pod's labels out of its encoded answer. Only who selects by label needs them, so they are not kept a second
 * time: ten labels of 150,000 pods would take more memory than all the rest of the map. Any thread.
 */
public final class PodLabels {

    private static final JsonFactory FACTORY = new JsonFactory();

    private PodLabels() {}

    /** All labels of the pod; none when it has none. */
    public static Map<String, String> of(Pod pod) {
        Map<String, String> labels = new HashMap<>();
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), pod.json())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean found = json.currentName().equals("labels");
                json.nextToken();
                if (found) {
                    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                        labels.put(json.currentName(), json.nextStringValue());
                    }
                    return labels;
                }
                json.skipChildren();
            }
        }
        return labels;
    }
}
