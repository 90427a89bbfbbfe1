package io.podwatcher.apiserver;

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
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A pod of a real API server with gaps for what tests say of a pod. What lies between the gaps is encoded once, so that a
 * pod takes a copy of 10.5 KB and nothing else. Immutable; any thread.
 */
final class PodTemplate {

    private static final Pattern GAP = Pattern.compile("\"@(\\w+)@\"");
    private static final String NODE_IP = "10.0.0.10";

    /** The first pod of src/test/resources/apiserver/podlist.json. */
    static final PodTemplate SAMPLE = read("/apiserver/podlist.json");

    private final List<byte[]> between = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();

    private PodTemplate(String text) {
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
            ObjectNode metadata = (ObjectNode) pod.path("metadata");
            for (String gap : List.of("name", "namespace", "uid", "resourceVersion", "labels")) {
                metadata.put(gap, "@" + gap + "@");
            }
            ((ObjectNode) pod.path("spec")).put("nodeName", "@nodeName@");
            ObjectNode status = (ObjectNode) pod.path("status");
            status.put("phase", "@phase@").put("hostIP", "@hostIP@");
            // Pods without an address have none of these fields: written with the host's, where needed.
            status.remove(List.of("podIP", "podIPs"));
            return new PodTemplate(JsonMapper.shared().writeValueAsString(pod));
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

    private static String fill(String gap, ApiPod pod, long resourceVersion) {
        return switch (gap) {
            case "name" -> quoted(pod.name());
            case "namespace" -> quoted(pod.namespace());
            case "uid" -> quoted(pod.uid());
            case "resourceVersion" ->
                quoted(String.valueOf(resourceVersion))
                        + (pod.terminating() ? ",\"deletionTimestamp\":\"2026-11-23T03:00:00Z\"" : "");
            case "labels" -> labels(pod.labels());
            case "nodeName" -> quoted(pod.node()) + (pod.hostNetwork() ? ",\"hostNetwork\":true" : "");
            case "phase" -> quoted(pod.phase());
            case "hostIP" -> addresses(pod);
            default -> throw new IllegalStateException(gap);
        };
    }

    private static String addresses(ApiPod pod) {
        if (pod.ips().isEmpty()) {
            return quoted(NODE_IP);
        }
        String first = pod.ips().get(0);
        StringBuilder text = new StringBuilder(quoted(pod.hostNetwork() ? first : NODE_IP))
                .append(",\"podIP\":")
                .append(quoted(first))
                .append(",\"podIPs\":");
        char separator = '[';
        for (String ip : pod.ips()) {
            text.append(separator).append("{\"ip\":").append(quoted(ip)).append('}');
            separator = ',';
        }
        return text.append(']').toString();
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
