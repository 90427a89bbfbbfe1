package io.podwatcher.manifests;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files of the component for clusters with Prometheus. */
public final class PrometheusComponent {

    private static final Path FOLDER = Path.of("manifests", "components", "prometheus");

    private PrometheusComponent() {}

    /** The file of the alerts. */
    static GenericKubernetesResource rule() throws IOException {
        return Manifest.parse(Files.readString(FOLDER.resolve("prometheusrule.yaml")))
                .only(GenericKubernetesResource.class);
    }

    public static List<JsonObject> alerts() throws IOException {
        return new JsonObject(Serialization.asJson(rule().<Object>get("spec")))
                .getJsonArray("groups").stream()
                        .map(JsonObject.class::cast)
                        .flatMap(group -> group.getJsonArray("rules").stream().map(JsonObject.class::cast))
                        .toList();
    }

    public static JsonObject dashboard() throws IOException {
        return new JsonObject(Files.readString(FOLDER.resolve("dashboard.json")));
    }
}
