package io.podwatcher.cache.index;

import io.podwatcher.model.Pod;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Shortens a pod's encoded answer to the fields that identify it or decide about calls: labels stay, or a full map
 * would change verdicts. Any thread.
 */
final class BriefAnswer {

    private static final String TRUNCATED = "truncated";
    private static final List<String> OMITTED = List.of("annotations", "conditions", "containers");

    private BriefAnswer() {}

    /** The same pod with a brief answer, or the pod itself if there is nothing to omit. */
    static Pod of(Pod pod) {
        JsonMapper mapper = JsonMapper.shared();
        ObjectNode answer = (ObjectNode) mapper.readTree(pod.json());
        Set<String> truncated = new LinkedHashSet<>();
        answer.path(TRUNCATED).forEach(field -> truncated.add(field.asString()));
        boolean omits = false;
        for (String field : OMITTED) {
            if (!answer.path(field).isEmpty()) {
                truncated.add(field);
                omits = true;
            }
        }
        if (!omits) {
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
            } else if (OMITTED.contains(name)) {
                brief.putArray(name);
            } else if (!name.equals(TRUNCATED)) {
                brief.set(name, property.getValue());
            }
        });
        return pod.withJson(mapper.writeValueAsBytes(brief));
    }
}
