package io.podwatcher.watch.trigger;

import io.podwatcher.fission.HttpTrigger;
import io.podwatcher.watch.api.ResourceKind;
import io.podwatcher.watch.api.WatchedResource;
import io.podwatcher.watch.page.ResourceSerialization;
import java.util.List;
import java.util.Set;

/** Triggers and functions for tests. */
final class Triggers {

    private Triggers() {}

    /** A GET trigger for an exact path that runs these functions. */
    static HttpTrigger trigger(String name, String namespace, String path, String... functions) {
        return trigger(1, name, namespace, path, functions);
    }

    static HttpTrigger trigger(long uid, String name, String namespace, String path, String... functions) {
        return new HttpTrigger(
                uid, namespace, name, 0, "", path, "", Set.of("GET"), Set.of(functions), true, List.of());
    }

    static ObjectId id(HttpTrigger trigger) {
        return new ObjectId(trigger.namespace(), trigger.name(), trigger.uid());
    }

    /** The object that the API server would send as this JSON. */
    static <R extends WatchedResource> R read(ResourceKind<R> kind, String json) {
        return new ResourceSerialization<>(kind).items().readValue(json);
    }

    /** A trigger of namespace shop with this spec and these annotations, each as JSON. */
    static HttpTriggerResource resource(String spec, String annotations) {
        return read(HttpTriggerResource.KIND, """
                {"metadata": {"namespace": "shop", "name": "cart", "uid": "uid-1", "resourceVersion": "7",
                              "creationTimestamp": "1970-01-01T00:01:40Z", "annotations": %s},
                 "spec": %s}""".formatted(annotations, spec));
    }
}
