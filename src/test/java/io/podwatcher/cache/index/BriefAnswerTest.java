package io.podwatcher.cache.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.cache.Pods;
import io.podwatcher.model.Pod;
import io.podwatcher.model.label.PodLabels;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BriefAnswerTest {

    private static final String FULL = """
            {"name": "a", "namespace": "n", "uid": "u", "labels": {"app": "web"}, "annotations": {"b": "c"},
             "node_name": "node", "phase": "Running", "pod_ip": "10.0.0.1", "pod_ips": ["10.0.0.1"], "host_ip": null,
             "start_time": null, "conditions": [{"type": "Ready"}], "containers": [{"name": "caf\u00e9"}],
             "resource_version": "1", "service_account": "default", "owner": {"kind": "Job", "name": "j"}}""";

    @Test
    void allThatIdentifiesThePodAndItsLabelsAreKept() {
        // When
        Pod brief = BriefAnswer.of(pod(FULL));

        // Then
        assertThat(json(brief))
                .isEqualTo(new JsonObject(FULL)
                        .put("annotations", new JsonObject())
                        .put("conditions", new JsonArray())
                        .put("containers", new JsonArray())
                        .put("truncated", new JsonArray("[\"annotations\", \"conditions\", \"containers\"]")));
        assertThat(json(brief).fieldNames()).containsSequence("uid", "truncated", "labels", "annotations");
        assertThat(brief).usingRecursiveComparison().ignoringFields("json").isEqualTo(pod(FULL));
    }

    @Test
    void onlyWhatThePodHadIsCalledTruncated() {
        // When
        Pod brief = BriefAnswer.of(
                pod("{\"labels\":{},\"annotations\":{\"a\":\"b\"},\"conditions\":[],\"containers\":[]}"));

        // Then
        assertThat(json(brief).getJsonArray("truncated")).containsExactly("annotations");
    }

    @Test
    void labelsThatAreNotCompleteAreStillKnownNotToBe() {
        // When
        Pod brief = BriefAnswer.of(pod(
                "{\"truncated\":[\"labels\",\"annotations\"],\"labels\":{\"a\":\"b\"},\"annotations\":{\"a\":\"b\"},"
                        + "\"conditions\":[],\"containers\":[{}]}"));

        // Then
        assertThat(json(brief).getJsonArray("truncated")).containsExactly("labels", "annotations", "containers");
        assertThat(PodLabels.of(brief).complete()).isFalse();
    }

    @Test
    void aPodThatHasNothingToLeaveOutIsItself() {
        // Given
        Pod brief = BriefAnswer.of(pod(FULL));

        // Then
        assertThat(BriefAnswer.of(brief)).isSameAs(brief);
    }

    private static Pod pod(String json) {
        return Pods.withJson("u", json.getBytes(StandardCharsets.UTF_8), "10.0.0.1");
    }

    private static JsonObject json(Pod pod) {
        return new JsonObject(Buffer.buffer(pod.json()));
    }
}
