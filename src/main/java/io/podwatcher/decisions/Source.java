package io.podwatcher.decisions;

import io.podwatcher.model.Identity;
import io.podwatcher.model.Pod;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Who calls, whichever of its pods it is. Immutable; any thread.
 *
 * @param namespace the pods' namespace; empty for all callers that are no known pod
 * @param serviceAccount the service account they run as; empty when the API server has not sent one
 * @param owner the controller as {@code Kind/name}; empty if there is none
 */
record Source(String namespace, String serviceAccount, String owner) {

    /** All callers that are no known pod: there may be any number of them. */
    static final Source UNKNOWN = new Source("", "", "");

    private static final JsonFactory FACTORY = new JsonFactory();

    static Source of(Pod pod) {
        return new Source(pod.namespace(), pod.serviceAccount(), owner(pod));
    }

    /**
     * The identity that a rule would name; empty without a service account, because the rule would then allow the whole
     * namespace.
     */
    Optional<Identity> identity() {
        return serviceAccount.isEmpty() ? Optional.empty() : Optional.of(new Identity(namespace, serviceAccount));
    }

    int characters() {
        return namespace.length() + serviceAccount.length() + owner.length();
    }

    /** Read out of the encoded answer: keeping it for each pod would cost more than reading it for some. */
    private static String owner(Pod pod) {
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), pod.json())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("owner") && value == JsonToken.START_OBJECT) {
                    return reference(json);
                }
                json.skipChildren();
            }
        }
        return "";
    }

    private static String reference(JsonParser json) {
        String kind = "";
        String name = "";
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String property = json.currentName();
            String value = json.nextStringValue();
            if (property.equals("kind")) {
                kind = String.valueOf(value);
            } else if (property.equals("name")) {
                name = String.valueOf(value);
            }
        }
        return kind + "/" + name;
    }
}
