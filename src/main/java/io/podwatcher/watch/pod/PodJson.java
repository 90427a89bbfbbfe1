package io.podwatcher.watch.pod;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.podwatcher.model.IpAddress;
import java.io.ByteArrayOutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes the body of {@code GET /pod}, once for each state of a pod. Fields that a pod lacks are null, as clients of
 * the first implementation expect. One thread.
 */
final class PodJson {

    private static final String TEMPLATE_HASH = "pod-template-hash";

    private final JsonFactory factory = new JsonFactory();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);

    byte[] encode(PodResource pod, Served served, List<IpAddress> ips) {
        bytes.reset();
        try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), bytes)) {
            write(json, pod, served, ips);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, PodResource pod, Served served, List<IpAddress> ips) {
        ObjectMeta metadata = pod.getMetadata();
        PodResource.Spec spec = pod.getSpec();
        PodResource.Status status = pod.getStatus();
        json.writeStartObject();
        text(json, "name", metadata.getName());
        text(json, "namespace", metadata.getNamespace());
        text(json, "uid", metadata.getUid());
        if (!served.truncated().isEmpty()) {
            // Before the labels, because PodLabels must know whether they are complete when it reads them.
            array(json, "truncated", served.truncated(), field -> json.writeString(field.code()));
        }
        strings(json, "labels", served.labels());
        strings(json, "annotations", served.annotations());
        text(json, "node_name", spec.nodeName());
        text(json, "phase", status.phase());
        text(json, "pod_ip", ips.isEmpty() ? null : ips.get(0).toString());
        array(json, "pod_ips", ips, ip -> json.writeString(ip.toString()));
        text(json, "host_ip", status.hostIP());
        text(json, "start_time", status.startTime());
        array(json, "conditions", served.conditions(), condition -> write(json, condition));
        array(json, "containers", served.containers(), container -> write(json, container));
        text(json, "resource_version", metadata.getResourceVersion());
        if (metadata.getDeletionTimestamp() != null) {
            text(json, "deletion_timestamp", metadata.getDeletionTimestamp());
        }
        text(json, "service_account", spec.serviceAccountName());
        writeOwner(json, served, metadata.getLabels());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, PodResource.Condition condition) {
        json.writeStartObject();
        text(json, "type", condition.type());
        text(json, "status", condition.status());
        text(json, "reason", condition.reason());
        text(json, "message", condition.message());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, PodResource.Container container) {
        json.writeStartObject();
        text(json, "name", container.name());
        text(json, "image", container.image());
        array(json, "ports", container.ports(), port -> {
            json.writeStartObject();
            json.writeName("containerPort");
            if (port.containerPort() == null) {
                json.writeNull();
            } else {
                json.writeNumber(port.containerPort());
            }
            text(json, "protocol", port.protocol());
            json.writeEndObject();
        });
        json.writeEndObject();
    }

    /**
     * Writes the controller that the user knows. A Deployment's pods are controlled by a ReplicaSet, whose name is the
     * Deployment's name followed by the hash that its pods have as a label.
     */
    private static void writeOwner(JsonGenerator json, Served served, Map<String, String> labels) {
        json.writeName("owner");
        if (served.controller().isEmpty()) {
            json.writeNull();
            return;
        }
        String kind = served.controller().get().getKind();
        String name = served.controller().get().getName();
        String hash = labels == null ? null : labels.get(TEMPLATE_HASH);
        if ("ReplicaSet".equals(kind) && hash != null && name != null && name.endsWith("-" + hash)) {
            kind = "Deployment";
            name = name.substring(0, name.length() - hash.length() - 1);
        }
        json.writeStartObject();
        text(json, "kind", kind);
        text(json, "name", name);
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String name, String value) {
        json.writeName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value);
        }
    }

    private static void strings(JsonGenerator json, String name, Map<String, String> entries) {
        json.writeObjectPropertyStart(name);
        entries.forEach((key, value) -> text(json, key, value));
        json.writeEndObject();
    }

    private static <T> void array(JsonGenerator json, String name, Collection<T> items, Consumer<T> write) {
        json.writeArrayPropertyStart(name);
        items.forEach(write);
        json.writeEndArray();
    }
}
