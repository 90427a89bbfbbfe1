package io.podwatcher.apiserver.pods;

import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A pod given as JSON, for those that lack what a pod usually has. Only its resource version is the server's. */
public record RawPod(ApiPod pod, ObjectNode tree) implements PodSource {

    public static RawPod parse(String namespace, String name, String json) {
        ObjectNode tree = (ObjectNode) JsonMapper.shared().readTree(json);
        tree.remove(List.of("kind", "apiVersion"));
        JsonNode metadata = tree.path("metadata");
        JsonNode spec = tree.path("spec");
        JsonNode status = tree.path("status");
        Map<String, String> labels = new HashMap<>();
        metadata.path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asString("")));
        Set<String> ips = new LinkedHashSet<>();
        status.path("podIPs").forEach(ip -> ips.add(ip.path("ip").asString("")));
        if (status.hasNonNull("podIP")) {
            ips.add(status.path("podIP").asString(""));
        }
        Set<String> hostIps = new LinkedHashSet<>();
        status.path("hostIPs").forEach(ip -> hostIps.add(ip.path("ip").asString("")));
        if (status.hasNonNull("hostIP")) {
            hostIps.add(status.path("hostIP").asString(""));
        }
        ApiPod pod = new ApiPod(
                namespace,
                name,
                metadata.path("uid").asString(""),
                List.copyOf(ips),
                status.path("phase").asString(""),
                spec.path("nodeName").asString(""),
                labels,
                spec.path("hostNetwork").asBoolean(false),
                metadata.hasNonNull("deletionTimestamp"),
                List.copyOf(hostIps),
                sandbox(metadata, status));
        return new RawPod(pod, tree);
    }

    private static ApiPod.Sandbox sandbox(JsonNode metadata, JsonNode status) {
        for (JsonNode condition : status.path("conditions")) {
            if (condition.path("type").asString("").equals("PodReadyToStartContainers")
                    && condition.path("status").asString("").equals("False")) {
                return ApiPod.Sandbox.GONE;
            }
        }
        JsonNode annotations = metadata.path("annotations");
        boolean released = Stream.of("podIP", "podIPs")
                .allMatch(key -> annotations
                        .path("cni.projectcalico.org/" + key)
                        .asString("-")
                        .isEmpty());
        return released ? ApiPod.Sandbox.RELEASED_BY_CALICO : ApiPod.Sandbox.READY;
    }

    @Override
    public Buffer json(long resourceVersion) {
        return Buffer.buffer(versioned(resourceVersion).toString());
    }

    @Override
    public byte[] protobuf(long resourceVersion) {
        return PodProtobuf.pod(versioned(resourceVersion));
    }

    private ObjectNode versioned(long resourceVersion) {
        ObjectNode copy = tree.deepCopy();
        if (copy.path("metadata") instanceof ObjectNode metadata) {
            metadata.put("resourceVersion", String.valueOf(resourceVersion));
        }
        return copy;
    }
}
