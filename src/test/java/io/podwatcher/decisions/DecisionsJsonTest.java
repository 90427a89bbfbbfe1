package io.podwatcher.decisions;

import static io.podwatcher.decisions.Batches.allowed;
import static io.podwatcher.decisions.Batches.pod;
import static io.podwatcher.decisions.Batches.query;
import static io.podwatcher.decisions.Batches.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.authorize.Denial;
import io.podwatcher.fission.HttpTrigger;
import io.podwatcher.fission.Routers;
import io.podwatcher.messages.decisions.CallTarget;
import io.podwatcher.messages.decisions.DecisionBatch;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecisionsJsonTest {

    private static final Instant START = Instant.parse("2026-11-28T20:00:00Z");

    private final DecisionTables tables = new DecisionTables();

    private JsonObject encode(boolean audit, int limit, Set<HttpTrigger> triggers) {
        Buffer body = Buffer.buffer();
        new DecisionsJson(START, audit)
                .encode(tables, limit, new KnownTriggers(triggers), START::plusSeconds)
                .forEach(body::appendBytes);
        return new JsonObject(body);
    }

    private JsonObject encode() {
        return encode(false, 100, Set.of());
    }

    @Test
    void nothingYet() {
        assertThat(encode().encode())
                .isEqualTo("{\"since\":\"2026-11-28T20:00:00Z\",\"mode\":\"enforce\",\"decisions\":[],\"pairs\":[],"
                        + "\"proposals\":[],\"left_out\":0}");
    }

    @Test
    void allOfADeniedCallOfAPod() {
        // Given
        tables.add(
                refused("10.42.0.2", Optional.of(pod("media", "player")), query("shop"), Denial.WRONG_NAMESPACE, 3, 9));
        tables.add(new DecisionBatch(List.of(), List.of(), 5));

        // When // Then
        JsonObject target = new JsonObject().put("namespace", "shop").put("query", "namespace=shop");
        assertThat(encode(true, 1, Set.of())).isEqualTo(new JsonObject("""
                        {
                          "since": "2026-11-28T20:00:00Z",
                          "mode": "audit",
                          "decisions": [{
                            "at": "2026-11-28T20:00:09Z", "verdict": "would_deny", "reason": "wrong_namespace", "count": 3,
                            "source": {"ip": "10.42.0.2", "pod": "player-1", "namespace": "media",
                              "service_account": "player", "owner": "Deployment/player"},
                            "target": TARGET
                          }],
                          "pairs": [{
                            "source": {"namespace": "media", "service_account": "player", "owner": "Deployment/player"},
                            "target": TARGET,
                            "allowed": 0, "denied": 3, "last": "2026-11-28T20:00:09Z", "reason": "wrong_namespace",
                            "fix": "Add &namespace=media to /authorize?namespace=shop in the proxy's configuration"
                          }],
                          "proposals": [{
                            "target": TARGET,
                            "allows": ["serviceaccount:media/player"],
                            "line": "/authorize?namespace=media&serviceAccount=media/player"
                          }],
                          "left_out": 5
                        }
                        """.replace("TARGET", target.encode())));
    }

    @Test
    void aStrangerHasAnAddressAndNothingElse() {
        // Given
        tables.add(refused(
                "192.0.2.1", Optional.empty(), new CallTarget.Unknown("shop.example.com"), Denial.NOT_FOUND, 1, 0));

        // When
        JsonObject json = encode();

        // Then
        JsonObject refused = json.getJsonArray("decisions").getJsonObject(0);
        assertThat(refused.getString("verdict")).isEqualTo("denied");
        assertThat(refused.getJsonObject("source").encode()).isEqualTo("{\"ip\":\"192.0.2.1\"}");
        assertThat(refused.getJsonObject("target").encode()).isEqualTo("{\"host\":\"shop.example.com\"}");
        JsonObject pair = json.getJsonArray("pairs").getJsonObject(0);
        assertThat(pair.getJsonObject("source").encode()).isEqualTo("{}");
        assertThat(pair.getJsonObject("target").encode()).isEqualTo("{}");
        assertThat(pair.getString("fix")).contains("wait=2s");
    }

    @Test
    void aFunctionIsNamedWithItsTriggerAndHost() {
        // Given
        Set<HttpTrigger> triggers = Routers.ordered("shop/cart prefix=/c host=h functions=b,a allow=namespace:ops")
                .triggers();
        tables.add(allowed(pod("shop", "till"), new CallTarget.Function(List.copyOf(triggers)), 1, 0));
        tables.add(refused(
                "10.42.0.2",
                Optional.of(pod("media", "player")),
                new CallTarget.Function(List.copyOf(triggers)),
                Denial.WRONG_NAMESPACE,
                1,
                1));

        // When
        JsonObject json = encode(false, 100, triggers);

        // Then
        String target = "{\"namespace\":\"shop\",\"function\":\"a,b\",\"trigger\":\"cart\",\"host\":\"h\"}";
        JsonObject denied = json.getJsonArray("pairs").getJsonObject(0);
        JsonObject allowed = json.getJsonArray("pairs").getJsonObject(1);
        assertThat(denied.getJsonObject("target").encode()).isEqualTo(target);
        assertThat(denied.getString("fix"))
                .isEqualTo("kubectl -n shop annotate --overwrite httptrigger cart"
                        + " pod-watcher/allow=namespace:ops,serviceaccount:media/player");
        assertThat(allowed.fieldNames()).containsExactly("source", "target", "allowed", "denied", "last");
        assertThat(json.getJsonArray("proposals").getJsonObject(0).getJsonArray("allows"))
                .containsExactly("namespace:ops", "serviceaccount:media/player");
    }

    @Test
    void aFixThatIsTooLongIsNotRepeatedForEachPair() {
        // Given
        String allowed = "serviceaccount:ops/" + "x".repeat(200);
        Set<HttpTrigger> triggers = Routers.ordered("shop/cart prefix=/c allow="
                        + String.join(",", List.of(allowed, allowed, allowed, allowed, allowed)))
                .triggers();
        tables.add(refused(
                "10.42.0.2",
                Optional.of(pod("media", "player")),
                new CallTarget.Function(List.copyOf(triggers)),
                Denial.WRONG_NAMESPACE,
                1,
                1));

        // When
        JsonObject json = encode(false, 100, triggers);

        // Then
        assertThat(json.getJsonArray("pairs").getJsonObject(0).getString("fix")).contains("/explain");
        assertThat(json.getJsonArray("proposals").getJsonObject(0).getString("line"))
                .hasSizeGreaterThan(1000);
    }

    @Test
    void aLineThatIsTooLongIsReplacedByANote() {
        // Given
        for (int i = 0; i < 60; i++) {
            tables.add(allowed(pod("n" + i, "x"), query("shop"), 1, 0));
        }

        // When
        JsonObject proposal = encode().getJsonArray("proposals").getJsonObject(0);

        // Then
        assertThat(proposal.fieldNames()).containsExactly("target", "allows", "note");
        assertThat(proposal.getString("note")).contains("longer than is accepted");
        assertThat(proposal.getJsonArray("allows")).hasSize(60);
    }
}
