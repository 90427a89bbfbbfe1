package io.podwatcher.apiserver.pods;

import io.podwatcher.apiserver.pods.ApiPod.Sandbox;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A pod of a real API server with gaps for the fields that tests set. The parts between the gaps are encoded once, so
 * that encoding a pod only copies 10.5 KB. Immutable; any thread.
 */
final class PodTemplate {

    private static final Pattern GAP = Pattern.compile("\"@(\\w+)@\"");
    private static final String NO_SANDBOX = ",{\"type\":\"PodReadyToStartContainers\",\"status\":\"False\"}]";
    private static final String RELEASED =
            ",\"cni.projectcalico.org/podIP\":\"\",\"cni.projectcalico.org/podIPs\":\"\"}";

    /** The first pod of src/test/resources/apiserver/podlist.json. */
    static final PodTemplate SAMPLE = read("/apiserver/podlist.json");

    private final List<byte[]> between = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();
    private final String annotations;
    private final String conditions;

    private final ProtobufTemplate protobuf;

    private PodTemplate(String text, String annotations, String conditions, ProtobufTemplate protobuf) {
        this.annotations = annotations;
        this.conditions = conditions;
        this.protobuf = protobuf;
        Matcher gap = GAP.matcher(text);
        int end = 0;
        while (gap.find()) {
            between.add(text.substring(end, gap.start()).getBytes(StandardCharsets.UTF_8));
            gaps.add(gap.group(1));
            end = gap.end();
        }
        between.add(text.substring(end).getBytes(StandardCharsets.UTF_8));
    }

    private static PodTemplate read(String resource) {
        try (InputStream in = Objects.requireNonNull(PodTemplate.class.getResourceAsStream(resource), resource)) {
            ObjectNode pod =
                    (ObjectNode) JsonMapper.shared().readTree(in).path("items").path(0);
            ProtobufTemplate protobuf = new ProtobufTemplate(pod);
            ObjectNode metadata = (ObjectNode) pod.path("metadata");
            ObjectNode status = (ObjectNode) pod.path("status");
            String annotations = metadata.path("annotations").toString();
            String conditions = status.path("conditions").toString();
            for (String gap : List.of("name", "namespace", "uid", "resourceVersion", "labels", "annotations")) {
                metadata.put(gap, "@" + gap + "@");
            }
            ((ObjectNode) pod.path("spec")).put("nodeName", "@nodeName@");
            status.put("phase", "@phase@").put("conditions", "@conditions@").put("hostIP", "@hostIP@");
            // Pods without an address have none of these fields: written with the host's, where needed.
            status.remove(List.of("podIP", "podIPs"));
            return new PodTemplate(JsonMapper.shared().writeValueAsString(pod), annotations, conditions, protobuf);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Buffer json(ApiPod pod, long resourceVersion) {
        Buffer json = Buffer.buffer(11 * 1024).appendBytes(between.get(0));
        for (int i = 0; i < gaps.size(); i++) {
            json.appendString(fill(gaps.get(i), pod, resourceVersion)).appendBytes(between.get(i + 1));
        }
        return json;
    }

    byte[] protobuf(ApiPod pod, long resourceVersion) {
        return protobuf.encode(pod, resourceVersion);
    }

    private String fill(String gap, ApiPod pod, long resourceVersion) {
        return switch (gap) {
            case "name" -> quoted(pod.name());
            case "namespace" -> quoted(pod.namespace());
            case "uid" -> quoted(pod.uid());
            case "resourceVersion" ->
                quoted(String.valueOf(resourceVersion))
                        + (pod.terminating() ? ",\"deletionTimestamp\":\"2026-11-23T03:00:00Z\"" : "");
            case "labels" -> labels(pod.labels());
            case "annotations" -> extended(annotations, pod.sandbox() == Sandbox.RELEASED_BY_CALICO, RELEASED);
            case "conditions" -> extended(conditions, pod.sandbox() == Sandbox.GONE, NO_SANDBOX);
            case "nodeName" -> quoted(pod.node()) + (pod.hostNetwork() ? ",\"hostNetwork\":true" : "");
            case "phase" -> quoted(pod.phase());
            case "hostIP" -> addresses(pod);
            default -> throw new IllegalStateException(gap);
        };
    }

    private static String extended(String json, boolean extended, String end) {
        return extended ? json.substring(0, json.length() - 1) + end : json;
    }

    /** The value of hostIP, and the fields behind it. */
    private static String addresses(ApiPod pod) {
        String host = quoted(pod.hostIps().isEmpty() ? "" : pod.hostIps().get(0)) + several("hostIPs", pod.hostIps());
        return pod.ips().isEmpty()
                ? host
                : host + ",\"podIP\":" + quoted(pod.ips().get(0)) + several("podIPs", pod.ips());
    }

    private static String several(String field, List<String> ips) {
        return ips.stream()
                .map(ip -> "{\"ip\":" + quoted(ip) + "}")
                .collect(Collectors.joining(",", ",\"" + field + "\":[", "]"));
    }

    private static String labels(Map<String, String> labels) {
        StringBuilder text = new StringBuilder("{");
        labels.forEach((key, value) -> text.append(text.length() > 1 ? "," : "")
                .append(quoted(key))
                .append(':')
                .append(quoted(value)));
        return text.append('}').toString();
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
