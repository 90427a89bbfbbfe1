package io.podwatcher.watch.pod;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodOwnerTest {

    private final PodReader reader = new PodReader(List.of(), new Truncations(new SimpleMeterRegistry()));

    @ParameterizedTest
    @CsvSource({
        "ReplicaSet, web-6799fbcd5, 6799fbcd5, Deployment, web",
        "ReplicaSet, my-web-6799fbcd5, 6799fbcd5, Deployment, my-web",
        // A ReplicaSet without a Deployment, whatever labels its author gave the pods.
        "ReplicaSet, web, 6799fbcd5, ReplicaSet, web",
        "ReplicaSet, web6799fbcd5, 6799fbcd5, ReplicaSet, web6799fbcd5",
        "StatefulSet, db-6799fbcd5, 6799fbcd5, StatefulSet, db-6799fbcd5",
        "DaemonSet, node-exporter, 6799fbcd5, DaemonSet, node-exporter",
    })
    void ownerIsTheControllerThatTheUserKnows(
            String kind, String name, String hash, String expectedKind, String expectedName) {
        // Given
        PodResource resource = pod(new JsonObject().put("pod-template-hash", hash), """
                [{"kind": "%s", "name": "%s", "controller": true}]
                """.formatted(kind, name));

        // When
        JsonObject owner = owner(resource);

        // Then
        assertThat(owner).isEqualTo(new JsonObject().put("kind", expectedKind).put("name", expectedName));
    }

    @Test
    void replicaSetOfAPodWithoutLabelsIsTheOwnerItself() {
        // Given
        PodResource resource = pod(null, "[{\"kind\": \"ReplicaSet\", \"name\": \"web-1\", \"controller\": true}]");

        // When
        JsonObject owner = owner(resource);

        // Then
        assertThat(owner).isEqualTo(new JsonObject("{\"kind\": \"ReplicaSet\", \"name\": \"web-1\"}"));
    }

    @Test
    void podWithoutOwnersHasNone() {
        assertThat(owner(pod(new JsonObject(), "null"))).isNull();
    }

    @Test
    void ownerThatDoesNotControlThePodIsNotTold() {
        // Given
        PodResource resource = pod(new JsonObject(), """
                [{"kind": "ConfigMap", "name": "c"}, {"kind": "Backup", "name": "b", "controller": false},
                 {"kind": "Job", "name": "j", "controller": true}]
                """);

        // When
        JsonObject owner = owner(resource);

        // Then
        assertThat(owner).isEqualTo(new JsonObject("{\"kind\": \"Job\", \"name\": \"j\"}"));
    }

    private static PodResource pod(JsonObject labels, String ownerReferences) {
        return Samples.pod("{\"metadata\": {\"uid\": \"u\", \"labels\": " + labels + ", \"ownerReferences\": "
                + ownerReferences + "}}");
    }

    private JsonObject owner(PodResource resource) {
        return new JsonObject(Buffer.buffer(reader.read(resource).json())).getJsonObject("owner");
    }
}
