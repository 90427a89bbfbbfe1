package io.podwatcher.http.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.model.Pod;
import io.podwatcher.model.Pod.Stage;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClaimantsTest {

    private static final String LEAVING = """
            {"namespace":"shop","labels":{"phase":"x"},"phase":"Running","conditions":[{"phase":"y"}],
             "deletion_timestamp":"2026-11-23T04:10:00Z"}""";

    @Test
    void eachClaimantHasTheFieldsThatAPodsAnswerHas() {
        // Given
        Pod leaving = pod("shop", "cart", "n1", Stage.TERMINATING, LEAVING);
        Pod unscheduled = pod("media", "player", "", Stage.LIVE, "{\"phase\":null}");

        // When
        JsonObject answer = write(List.of(leaving, unscheduled));

        // Then
        assertThat(answer.getJsonArray("claimants")).isEqualTo(new JsonArray("""
                                [{"namespace":"media","name":"player","uid":"uid-player","node_name":null,"phase":null},
                                 {"namespace":"shop","name":"cart","uid":"uid-cart","node_name":"n1","phase":"Running",
                                  "deletion_timestamp":"2026-11-23T04:10:00Z"}]"""));
        assertThat(answer.getInteger("claimant_count")).isEqualTo(2);
    }

    @Test
    void ofManyClaimantsTheFirstAreNamedAndTheOthersCounted() {
        // Given
        Stream<Pod> terminating =
                IntStream.range(10, 50).mapToObj(i -> pod("a", "t-" + i, "n1", Stage.TERMINATING, "{}"));
        Stream<Pod> live =
                Stream.of(pod("z", "live-2", "n1", Stage.LIVE, "{}"), pod("z", "live-1", "n1", Stage.LIVE, "{}"));

        // When
        JsonObject answer = write(Stream.concat(terminating, live).toList());

        // Then
        List<String> names = answer.getJsonArray("claimants").stream()
                .map(claimant -> ((JsonObject) claimant).getString("name"))
                .toList();
        assertThat(names)
                .hasSize(Claimants.MAX)
                .startsWith("live-1", "live-2", "t-10")
                .endsWith("t-23");
        assertThat(answer.getInteger("claimant_count")).isEqualTo(42);
    }

    private static JsonObject write(List<Pod> claimants) {
        JsonObject answer = new JsonObject();
        Claimants.write(claimants, answer);
        return answer;
    }

    private static Pod pod(String namespace, String name, String node, Stage stage, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return new Pod(
                "uid-" + name, namespace, name, node, "default", List.of(), List.of(), Pod.Network.POD, stage, body);
    }
}
