package io.podwatcher.watch.page;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.podwatcher.watch.api.ResourceKind;
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
 * Deserializes the objects of one kind that the API server sends. Only that kind and Status are registered, because all
 * of Kubernetes' types would take time and memory. A watch event is parsed directly into its object: fabric8 would copy
 * the text twice and build a tree first, which takes ten times the memory of the event. Any thread.
 */
public final class ResourceSerialization<R extends HasMetadata> extends KubernetesSerialization {

    private static final String ERROR = "ERROR";

    private final ObjectReader watchEvents;
    private final ObjectReader items;

    // No initializer: it would run after the superclass's constructor, which calls configureMapper.
    private ObjectMapper configured;

    public ResourceSerialization(ResourceKind<R> kind) {
        super(
                JsonMapper.builder()
                        .addModule(
                                new SimpleModule().addDeserializer(WatchEvent.class, new WatchEventReader(kind.type())))
                        .addMixIn(DefaultKubernetesResourceList.class, NoItems.class)
                        .build(),
                false);
        registerKubernetesResource(kind.apiVersion(), kind.kind(), kind.type());
        registerKubernetesResource("v1", "Status", Status.class);
        watchEvents = configured.readerFor(WatchEvent.class);
        items = configured.readerFor(kind.type()).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    @Override
    protected ObjectMapper configureMapper(ObjectMapper mapper) {
        configured = super.configureMapper(mapper);
        return configured;
    }

    /** Reads one item of a list, which others follow. */
    public ObjectReader items() {
        return items;
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

    /** Every event of a watch has an object of the kind, except an error. */
    private static final class WatchEventReader extends ValueDeserializer<WatchEvent> {

        private final Class<?> type;

        private WatchEventReader(Class<?> type) {
            this.type = type;
        }

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

        private Object object(JsonParser json, DeserializationContext context, String action) {
            if (action != null && !action.equals(ERROR)) {
                return context.readValue(json, type);
            }
            // The API server sends the type first; without it, the object must be read to determine its kind.
            JsonNode tree = context.readTree(json);
            Class<?> kind = "Status".equals(tree.path("kind").stringValue("")) ? Status.class : type;
            return context.readTreeAsValue(tree, kind);
        }
    }
}
