package io.podwatcher.watch.pod;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.model.Glob;
import io.podwatcher.model.Pod;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class PodJsonTest {

    private final PodReader reader = new PodReader(List.of(), new Truncations(new SimpleMeterRegistry()));

    @Test
    void podOfARealApiServerBecomesExactlyTheServedFields() {
        // Given
        PodReader reader =
                new PodReader(List.of(Glob.parse("sidecar.example.com/*")), new Truncations(new SimpleMeterRegistry()));
        PodResource resource = Samples.pod();

        // When
        Pod pod = reader.read(resource);

        // Then
        assertThat(json(pod)).isEqualTo(new JsonObject(Samples.answer()));
    }

    @Test
    void podWithoutSpecAndStatusHasAllFieldsAsNullOrEmpty() {
        // Given
        PodResource resource = Samples.pod("{\"metadata\": {\"uid\": \"u\", \"name\": \"n\"}}");

        // When
        Pod pod = reader.read(resource);

        // Then
        assertThat(json(pod)).isEqualTo(new JsonObject("""
                {
                  "name": "n", "namespace": null, "uid": "u", "labels": {}, "annotations": {}, "node_name": null,
                  "phase": null, "pod_ip": null, "pod_ips": [], "host_ip": null, "start_time": null,
                  "conditions": [], "containers": [], "resource_version": null, "service_account": null, "owner": null
                }
                """));
    }

    @Test
    void conditionTellsReasonAndMessage() {
        // Given
        PodResource resource = Samples.pod("""
                {"metadata": {"uid": "u"}, "status": {"conditions": [
                  {"type": "Ready", "status": "False", "reason": "ContainersNotReady", "message": "no \\"app\\""}]}}
                """);

        // When
        JsonObject json = json(reader.read(resource));

        // Then
        assertThat(json.getJsonArray("conditions")).isEqualTo(new JsonArray("""
                [{"type": "Ready", "status": "False", "reason": "ContainersNotReady", "message": "no \\"app\\""}]
                """));
    }

    @Test
    void containerWithoutPortsHasAnEmptyList() {
        // Given
        PodResource resource =
                Samples.pod("{\"metadata\": {\"uid\": \"u\"}, \"spec\": {\"containers\": [{\"name\": \"app\"}]}}");

        // When
        JsonObject json = json(reader.read(resource));

        // Then
        assertThat(json.getJsonArray("containers"))
                .isEqualTo(new JsonArray("[{\"name\": \"app\", \"image\": null, \"ports\": []}]"));
    }

    @Test
    void portWithoutNumberIsNull() {
        // Given
        PodResource resource =
                Samples.pod("{\"metadata\": {\"uid\": \"u\"}, \"spec\": {\"containers\": [{\"ports\": [{}]}]}}");

        // When
        JsonObject json = json(reader.read(resource));

        // Then
        assertThat(json.getJsonArray("containers").getJsonObject(0).getJsonArray("ports"))
                .isEqualTo(new JsonArray("[{\"containerPort\": null, \"protocol\": null}]"));
    }

    @Test
    void nullsInsideOfListsAreLeftOut() {
        // Given
        PodResource resource = Samples.pod("""
                {"metadata": {"uid": "u", "ownerReferences": [null]},
                 "spec": {"containers": [null]}, "status": {"conditions": [null]}}
                """);

        // When
        JsonObject json = json(reader.read(resource));

        // Then
        assertThat(json.getJsonArray("containers")).isEmpty();
        assertThat(json.getJsonArray("conditions")).isEmpty();
        assertThat(json.getValue("owner")).isNull();
    }

    @Test
    void terminatingPodTellsWhenItsDeletionWasAskedFor() {
        // Given
        PodResource resource =
                Samples.pod("{\"metadata\": {\"uid\": \"u\", \"deletionTimestamp\": \"2026-11-23T03:00:00Z\"}}");

        // When
        JsonObject json = json(reader.read(resource));

        // Then
        assertThat(json.getString("deletion_timestamp")).isEqualTo("2026-11-23T03:00:00Z");
    }

    @Test
    void podThatIsNotTerminatingHasNoDeletionTimestampAtAll() {
        // When
        JsonObject json = json(reader.read(Samples.pod()));

        // Then
        assertThat(json.fieldNames()).doesNotContain("deletion_timestamp");
    }

    @Test
    void labelsKeepControlCharactersQuotesAndOtherScripts() {
        // Given
        String value = "tab\t quote\" back\\slash \u0001 caf\u00e9 \u65e5\u672c \ud83d\ude80 \u2028";
        PodResource resource = Samples.pod(new JsonObject()
                .put("metadata", new JsonObject().put("uid", "u").put("labels", new JsonObject().put(value, value)))
                .encode());

        // When
        JsonObject json = json(reader.read(resource));

        // Then
        assertThat(json.getJsonObject("labels")).isEqualTo(new JsonObject().put(value, value));
    }

    @Test
    void eachPodIsEncodedOnItsOwn() {
        // Given
        PodResource longOne = Samples.pod();
        PodResource shortOne = Samples.pod("{\"metadata\": {\"uid\": \"u\"}}");

        // When
        byte[] before = reader.read(longOne).json();
        reader.read(shortOne);

        // Then
        assertThat(before).isEqualTo(reader.read(longOne).json());
    }

    private static JsonObject json(Pod pod) {
        return new JsonObject(Buffer.buffer(pod.json()));
    }
}
