package io.podwatcher.watch.pod;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.log.LogLines;
import io.podwatcher.model.Glob;
import io.podwatcher.model.Pod;
import io.podwatcher.model.label.PodLabels;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pods whose creator has filled them up. */
class ServedLimitsTest {

    private static final String LONG = "x".repeat(250_000);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PodReader reader = new PodReader(List.of(), new Truncations(registry));

    @Test
    void anAnnotationThatIsTooLargeIsLeftOutAndTheOthersAreServed() {
        // When
        JsonObject answer = answer(pod(new JsonObject()
                .put(
                        "annotations",
                        new JsonObject().put("a", "1").put("b", LONG).put("c", "2"))));

        // Then
        assertThat(answer.getJsonObject("annotations")).isEqualTo(new JsonObject("{\"a\": \"1\", \"c\": \"2\"}"));
        assertThat(answer.getJsonArray("truncated")).isEqualTo(new JsonArray("[\"annotations\"]"));
    }

    @Test
    void manySmallEntriesAreServedAsFarAsTheyFit() {
        // Given
        JsonObject labels = new JsonObject();
        IntStream.range(0, 10_000).forEach(i -> labels.put("label-" + i, "value"));

        // When
        Pod pod = read(pod(new JsonObject().put("labels", labels)));

        // Then
        JsonObject served = json(pod).getJsonObject("labels");
        assertThat(served.encode().length()).isBetween(ServedLimits.LABELS - 30, ServedLimits.LABELS);
        assertThat(served.fieldNames()).startsWith("label-0", "label-1");
    }

    @Test
    void whoReadsLabelsThatAreTooLargeKnowsThatTheyAreNotComplete() {
        // Given
        JsonObject labels = new JsonObject().put("canary", LONG).put("app", "web");

        // When
        PodLabels read = PodLabels.of(read(pod(new JsonObject().put("labels", labels))));

        // Then
        assertThat(read.complete()).isFalse();
        assertThat(read.values()).containsOnlyKeys("app");
    }

    @Test
    void whoReadsLabelsBesideAnnotationsThatAreTooLargeKnowsThatTheyAreComplete() {
        // Given
        JsonObject metadata = new JsonObject()
                .put("labels", new JsonObject().put("app", "web"))
                .put("annotations", new JsonObject().put("a", LONG));

        // When
        PodLabels read = PodLabels.of(read(pod(metadata)));

        // Then
        assertThat(read.complete()).isTrue();
        assertThat(read.values()).containsOnlyKeys("app");
    }

    @Test
    void anExcludedAnnotationTakesNoRoom() {
        // Given
        PodReader excluding = new PodReader(List.of(Glob.parse("b*")), new Truncations(registry));
        JsonObject metadata = new JsonObject()
                .put("uid", "u")
                .put("annotations", new JsonObject().put("big", LONG).put("c", "2"));

        // When
        JsonObject answer = json(excluding.read(
                Samples.pod(new JsonObject().put("metadata", metadata).encode())));

        // Then
        assertThat(answer.getJsonObject("annotations")).isEqualTo(new JsonObject("{\"c\": \"2\"}"));
        assertThat(answer.containsKey("truncated")).isFalse();
    }

    @Test
    void aContainerWithThousandsOfPortsIsServedWithSomeOfThem() {
        // Given
        JsonArray ports = new JsonArray();
        IntStream.range(1, 50_000)
                .forEach(port ->
                        ports.add(new JsonObject().put("containerPort", port).put("protocol", "TCP")));
        JsonArray containers = new JsonArray()
                .add(new JsonObject().put("name", "app").put("image", "app:1").put("ports", ports));

        // When
        JsonObject answer = answer(new JsonObject()
                .put("metadata", new JsonObject().put("uid", "u"))
                .put("spec", new JsonObject().put("containers", containers)));

        // Then
        JsonObject container = answer.getJsonArray("containers").getJsonObject(0);
        assertThat(container.getString("image")).isEqualTo("app:1");
        assertThat(container.getJsonArray("ports").size()).isBetween(200, 1000);
        assertThat(answer.getJsonArray("truncated")).isEqualTo(new JsonArray("[\"containers\"]"));
    }

    @Test
    void anOwnerWithANameThatNoObjectCanHaveIsNone() {
        // Given
        JsonObject owner = new JsonObject().put("kind", "Job").put("name", LONG).put("controller", true);

        // When
        JsonObject answer = answer(pod(new JsonObject().put("ownerReferences", new JsonArray().add(owner))));

        // Then
        assertThat(answer.getValue("owner")).isNull();
        assertThat(answer.getJsonArray("truncated")).isEqualTo(new JsonArray("[\"owner\"]"));
    }

    @Test
    void theOwnerIsTheDeploymentThoughTheLabelWithItsHashIsLeftOut() {
        // Given
        JsonObject labels =
                new JsonObject().put("a", "x".repeat(ServedLimits.LABELS - 20)).put("pod-template-hash", "6f5");
        JsonObject owner = new JsonObject()
                .put("kind", "ReplicaSet")
                .put("name", "web-6f5")
                .put("controller", true);

        // When
        JsonObject answer =
                answer(pod(new JsonObject().put("labels", labels).put("ownerReferences", new JsonArray().add(owner))));

        // Then
        assertThat(answer.getJsonObject("labels").fieldNames()).containsExactly("a");
        assertThat(answer.getJsonObject("owner"))
                .isEqualTo(new JsonObject("{\"kind\":\"Deployment\",\"name\":\"web\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\u0001", "\"", "\u00e9", "\u65e5", "\ud83d\ude80"})
    void noPodTakesMoreThanAllLimitsTogether(String character) {
        // Given
        JsonObject many = new JsonObject();
        IntStream.range(0, 2000).forEach(i -> many.put("key-" + i, character.repeat(i % 100)));
        JsonArray conditions = new JsonArray();
        JsonArray containers = new JsonArray();
        for (int i = 0; i < 2000; i++) {
            String text = character.repeat(i % 200);
            conditions.add(
                    new JsonObject().put("type", text).put("status", "True").put("message", text));
            containers.add(new JsonObject().put("name", text).put("image", text).put("ports", new JsonArray("[{}]")));
        }
        JsonObject pod = pod(new JsonObject().put("labels", many).put("annotations", many))
                .put("spec", new JsonObject().put("containers", containers))
                .put("status", new JsonObject().put("conditions", conditions));

        // When
        Pod read = read(pod);

        // Then
        assertThat(read.json().length).isBetween(ServedLimits.ALL - 4 * 1024, ServedLimits.ALL);
        assertThat(json(read).getJsonArray("truncated"))
                .isEqualTo(new JsonArray("[\"labels\", \"annotations\", \"conditions\", \"containers\"]"));
    }

    @Test
    void sizesAreThoseThatJacksonWrites() {
        // Given
        long seed = System.nanoTime();
        Random random = new Random(seed);

        for (int i = 0; i < 1000; i++) {
            JsonObject labels = new JsonObject();
            int expected = 1;
            for (int entry = 0; entry < 5; entry++) {
                String key = entry + text(random);
                String value = text(random);
                labels.put(key, value);
                expected += JsonSize.property(key, value);
            }

            // When
            byte[] json = read(pod(new JsonObject().put("labels", labels))).json();

            // Then
            int empty = read(pod(new JsonObject())).json().length;
            assertThat(json.length - empty + 2).as("seed %d: %s", seed, labels).isEqualTo(expected);
        }
    }

    @Test
    void aPodThatIsTooLargeIsCountedForEachStateAndNamedInTheLogOnce() {
        // Given
        JsonObject large = pod(new JsonObject()
                .put("name", "large")
                .put("namespace", "team")
                .put("annotations", new JsonObject().put("a", LONG)));

        // When
        try (LogLines log = new LogLines()) {
            IntStream.range(0, 10).forEach(event -> read(large));

            // Then
            assertThat(log.with("Pod team/large"))
                    .containsExactly("Pod team/large is too large; a part of its annotations is not served");
        }
        assertThat(registry.get("pod.watcher.pods.truncated").counter().count()).isEqualTo(10);
    }

    /** Of all kinds that are written differently. */
    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        random.ints(random.nextInt(10), 0, 5).forEach(kind -> {
            switch (kind) {
                case 0 -> text.appendCodePoint(random.nextInt(0x20));
                case 1 -> text.appendCodePoint(0x20 + random.nextInt(0x60));
                case 2 -> text.appendCodePoint(0x80 + random.nextInt(0x780));
                case 3 -> text.appendCodePoint(0x800 + random.nextInt(0xd000));
                default -> text.appendCodePoint(0x10000 + random.nextInt(0x10000));
            }
        });
        return text.toString();
    }

    private static JsonObject pod(JsonObject metadata) {
        return new JsonObject().put("metadata", metadata.put("uid", "u"));
    }

    private Pod read(JsonObject pod) {
        return reader.read(Samples.pod(pod.encode()));
    }

    private JsonObject answer(JsonObject pod) {
        return json(read(pod));
    }

    private static JsonObject json(Pod pod) {
        return new JsonObject(Buffer.buffer(pod.json()));
    }
}
