package io.podwatcher.watch.pod;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Deserializes what the API server sends. Only the two types that are read are registered, because all of Kubernetes'
 * types would take time and memory. A watch event is parsed directly into its pod: fabric8 would copy the text twice
 * and build a tree first, which takes ten times the memory of the event. Any thread.
 */
public final class PodSerialization extends KubernetesSerialization {

    private static final String ERROR = "ERROR";

    // No initializers: they would run after the superclass's constructor, which calls configureMapper.
    private ObjectReader watchEvents;
    private ObjectReader pods;

    public PodSerialization() {
        super(
                JsonMapper.builder()
                        .addModule(new SimpleModule().addDeserializer(WatchEvent.class, new WatchEventReader()))
                        .addMixIn(DefaultKubernetesResourceList.class, NoItems.class)
                        .build(),
                false);
        registerKubernetesResource("v1", "Pod", PodResource.class);
        registerKubernetesResource("v1", "Status", Status.class);
    }

    @Override
    protected ObjectMapper configureMapper(ObjectMapper mapper) {
        ObjectMapper configured = super.configureMapper(mapper);
        watchEvents = configured.readerFor(WatchEvent.class);
        // Reads one item of a list, which others follow.
        pods = configured.readerFor(PodResource.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        return configured;
    }

    /** Reads one pod. */
    public ObjectReader podReader() {
        return pods;
    }

    @Override
    public <T> T unmarshal(String text, Class<T> type) {
        return type == WatchEvent.class ? type.cast(watchEvents.readValue(text)) : super.unmarshal(text, type);
    }

    /** A Go server may write null for an empty list, which fabric8 would treat as a failure again and again. */
    private interface NoItems {

        @JsonSetter(nulls = Nulls.SKIP)
        void setItems(List<?> items);
    }

    /** Every event of a watch has a pod, except an error. */
    private static final class WatchEventReader extends ValueDeserializer<WatchEvent> {

        @Override
        public WatchEvent deserialize(JsonParser json, DeserializationContext context) {
            if (!json.isExpectedStartObjectToken()) {
                return (WatchEvent) context.handleUnexpectedToken(WatchEvent.class, json);
            }
            WatchEvent event = new WatchEvent();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "type" -> event.setType(json.getString());
                    case "object" -> event.setObject(object(json, context, event.getType()));
                    default -> json.skipChildren();
                }
            }
            return event;
        }

        private static Object object(JsonParser json, DeserializationContext context, String type) {
            if (type != null && !type.equals(ERROR)) {
                return context.readValue(json, PodResource.class);
            }
            // The API server sends the type first; without it, the object must be read to determine its kind.
            JsonNode tree = context.readTree(json);
            Class<?> kind = "Status".equals(tree.path("kind").stringValue("")) ? Status.class : PodResource.class;
            return context.readTreeAsValue(tree, kind);
        }
    }
}
