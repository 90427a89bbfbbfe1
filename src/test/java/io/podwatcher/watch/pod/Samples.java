package io.podwatcher.watch.pod;

import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.watch.page.ResourceSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.type.TypeReference;

/** What a real API server (1.26) has sent, and what the product's own serialization makes of it. */
public final class Samples {

    public static final KubernetesSerialization SERIALIZATION = new ResourceSerialization<>(PodResource.KIND);

    private Samples() {}

    /** One that serves all annotations. */
    public static PodReader reader() {
        return new PodReader(List.of(), new Truncations(new SimpleMeterRegistry()));
    }

    /** One page of a list, with two pods. */
    public static String listPage() {
        return text("pod-list.json");
    }

    /** What {@code GET /pod} answers for the first pod of that page, its sidecar's annotation excluded. */
    public static String answer() {
        return text("pod-answer.json");
    }

    /** One MODIFIED event of the first of them and one BOOKMARK. */
    public static List<String> watchEvents() {
        return text("watch-events.jsonl").lines().toList();
    }

    /** The ERROR event that says that the resource version is too old. */
    public static String expired() {
        return text("watch-expired.jsonl").strip();
    }

    /** The first pod of the list page. */
    public static PodResource pod() {
        return list(listPage()).getItems().get(0);
    }

    /** Reads a pod out of JSON as a client for this class does. */
    public static PodResource pod(String json) {
        return SERIALIZATION.unmarshal(json, PodResource.class);
    }

    /** Reads a list as fabric8 does for a class without a list class of its own. */
    public static DefaultKubernetesResourceList<PodResource> list(String json) {
        Type type = SERIALIZATION.constructParametricType(DefaultKubernetesResourceList.class, PodResource.class);
        return SERIALIZATION.unmarshal(json, new TypeReference<DefaultKubernetesResourceList<PodResource>>() {
            @Override
            public Type getType() {
                return type;
            }
        });
    }

    private static String text(String name) {
        try (InputStream in = Samples.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
