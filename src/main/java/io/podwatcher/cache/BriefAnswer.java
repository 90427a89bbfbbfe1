package io.podwatcher.cache;

import io.podwatcher.model.Pod;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A pod's encoded answer without what neither identifies it nor decides who may call: labels stay, or a full map would
 * change verdicts. Any thread.
 */
final class BriefAnswer {

    private static final String TRUNCATED = "truncated";
    private static final List<String> LEFT_OUT = List.of("annotations", "conditions", "containers");

    private BriefAnswer() {}

    /** The same pod with a brief answer; the pod itself where there is nothing to leave out. */
    static Pod of(Pod pod) {
        JsonMapper mapper = JsonMapper.shared();
        ObjectNode answer = (ObjectNode) mapper.readTree(pod.json());
        Set<String> truncated = new LinkedHashSet<>();
        answer.path(TRUNCATED).forEach(field -> truncated.add(field.asString()));
        boolean shorter = false;
        for (String field : LEFT_OUT) {
            if (!answer.path(field).isEmpty()) {
                truncated.add(field);
                shorter = true;
            }
        }
        if (!shorter) {
            return pod;
        }
        ObjectNode brief = mapper.createObjectNode();
        answer.properties().forEach(property -> {
            String name = property.getKey();
            if (name.equals("labels")) {
                ArrayNode marker = brief.putArray(TRUNCATED);
                truncated.forEach(marker::add);
            }
            if (name.equals("annotations")) {
                brief.putObject(name);
            } else if (LEFT_OUT.contains(name)) {
                brief.putArray(name);
            } else if (!name.equals(TRUNCATED)) {
                brief.set(name, property.getValue());
            }
        });
        return withAnswer(pod, mapper.writeValueAsBytes(brief));
    }

    private static Pod withAnswer(Pod pod, byte[] json) {
        return new Pod(
                pod.uid(),
                pod.namespace(),
                pod.name(),
                pod.node(),
                pod.serviceAccount(),
                pod.ips(),
                pod.hostIps(),
                pod.network(),
                pod.stage(),
                json);
    }
}
