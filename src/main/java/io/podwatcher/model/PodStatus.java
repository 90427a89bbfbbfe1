package io.podwatcher.model;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * How a pod fares, parsed from its encoded answer. Only listings in this order need it, so it is not kept a second
 * time. Immutable; any thread.
 *
 * @param phase status.phase; empty before the API server has set one
 * @param ready the status of the condition {@code Ready}: True, False or Unknown; empty if there is no such condition
 * @param startTime status.startTime in RFC 3339; empty before the kubelet has reported it
 */
public record PodStatus(String phase, String ready, String startTime) {

    private static final JsonFactory FACTORY = new JsonFactory();

    /** The status of the pod. */
    public static PodStatus of(Pod pod) {
        String phase = "";
        String startTime = "";
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), pod.json())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("phase")) {
                    phase = text(json, value);
                } else if (name.equals("start_time")) {
                    startTime = text(json, value);
                } else if (name.equals("conditions") && value == JsonToken.START_ARRAY) {
                    // The last of the three that is written; what follows is not parsed.
                    return new PodStatus(phase, ready(json), startTime);
                } else {
                    json.skipChildren();
                }
            }
        }
        return new PodStatus(phase, "", startTime);
    }

    /** The phase, and whether the pod is ready or terminating, in the words that the page shows. */
    public String inWords(Pod.Stage stage) {
        String addition = stage == Pod.Stage.TERMINATING
                ? "terminating"
                : switch (ready) {
                    case "True" -> "ready";
                    case "" -> "";
                    default -> "not ready";
                };
        return phase.isEmpty() || addition.isEmpty() ? phase + addition : phase + ", " + addition;
    }

    private static String ready(JsonParser json) {
        while (json.nextToken() == JsonToken.START_OBJECT) {
            String type = "";
            String status = "";
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("type")) {
                    type = text(json, value);
                } else if (name.equals("status")) {
                    status = text(json, value);
                } else {
                    json.skipChildren();
                }
            }
            if (type.equals("Ready")) {
                return status;
            }
        }
        return "";
    }

    private static String text(JsonParser json, JsonToken value) {
        return value == JsonToken.VALUE_STRING ? json.getString() : "";
    }
}
