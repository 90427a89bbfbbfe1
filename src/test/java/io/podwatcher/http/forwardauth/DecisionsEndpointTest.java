package io.podwatcher.http.forwardauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.decisions.DecisionsVerticle;
import io.podwatcher.http.FakeCache;
import io.podwatcher.http.RawHttp;
import io.podwatcher.http.Service;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.decisions.DecisionBatch;
import io.podwatcher.messages.decisions.DecisionsReply;
import io.podwatcher.messages.decisions.DecisionsRequest;
import io.podwatcher.messages.lookup.LookupResult;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionsEndpointTest extends AskingToAuthorize {

    private Vertx vertx;

    @Override
    protected Service start(Vertx vertx) {
        this.vertx = vertx;
        return Service.startAudit(vertx);
    }

    @BeforeEach
    void addAnotherPod() {
        cache.owns("127.0.0.3", FakeCache.pod("media", "player", "film", "{}"));
        cache.refuses("127.0.0.9", LookupResult.Refused.NOT_FOUND);
    }

    private void deployOwner() {
        Service.await(vertx.deployVerticle(new DecisionsVerticle(true, new SimpleMeterRegistry())));
    }

    private JsonObject decisions() {
        RawHttp.Response answer = ask("127.0.0.1", "GET", "/decisions?limit=1000");
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    private static long count(JsonObject decisions) {
        return decisions.getJsonArray("pairs").stream()
                .map(JsonObject.class::cast)
                .mapToLong(pair -> pair.getLong("allowed") + pair.getLong("denied"))
                .sum();
    }

    private static DecisionsReply reply(String... chunks) {
        return new DecisionsReply(Arrays.stream(chunks).map(String::getBytes).toList());
    }

    @Test
    void callsAreRecordedAndTheProposedLineIsAnswered() {
        // Given
        deployOwner();

        // When
        for (int i = 0; i < 3; i++) {
            ask("127.0.0.2", "GET", "/authorize?namespace=shop");
            ask("127.0.0.3", "GET", "/authorize?namespace=shop");
        }
        ask("127.0.0.9", "GET", "/authorize?namespace=shop");
        ask("127.0.0.3", "GET", "/authorize?namespace=");
        ask("127.0.0.3", "GET", "/authorize/fission/nowhere");

        // Then
        await().until(() -> count(decisions()) == 9);
        JsonObject decisions = decisions();
        assertThat(decisions.getString("mode")).isEqualTo("audit");
        assertThat(decisions.getJsonArray("proposals").encode())
                .contains(
                        "/authorize?namespace=media&namespace=shop&serviceAccount=media/film&serviceAccount=shop/till");
        assertThat(decisions.getJsonArray("decisions"))
                .extracting(refused -> ((JsonObject) refused).getString("reason"))
                .containsExactlyInAnyOrder("wrong_namespace", "not_found", "bad_request", "unknown_target");
        assertThat(decisions.getLong("left_out")).isZero();
        JsonObject limited = ask("127.0.0.1", "GET", "/decisions?limit=2").json();
        assertThat(limited.getJsonArray("decisions")).hasSize(2);
        assertThat(pairsWithoutMoments(limited)).isEqualTo(pairsWithoutMoments(decisions));
    }

    /** The moment of a call is computed from two clocks for each answer, so it may differ by a millisecond. */
    private static List<JsonObject> pairsWithoutMoments(JsonObject decisions) {
        return decisions.getJsonArray("pairs").stream()
                .map(pair -> ((JsonObject) pair).copy())
                .peek(pair -> pair.remove("last"))
                .toList();
    }

    @Test
    void aBatchIsSentWhenTheOneBeforeHasBeenTaken() {
        // Given
        List<Message<DecisionBatch>> batches = new CopyOnWriteArrayList<>();
        vertx.eventBus().<DecisionBatch>localConsumer(BusAddresses.DECISIONS_MADE, batches::add);
        ask("127.0.0.2", "GET", "/authorize?namespace=shop");
        await().until(() -> batches.size() == 1);

        // When
        ask("127.0.0.2", "GET", "/authorize?namespace=shop");
        ask("127.0.0.3", "GET", "/authorize?namespace=shop");
        assertThat(batches).hasSize(1);
        batches.get(0).reply(null, BusAddresses.LOCAL);

        // Then
        await().until(() -> batches.size() == 2);
        assertThat(batches.get(1).body().calls()).hasSize(2);
        batches.get(1).reply(null, BusAddresses.LOCAL);
    }

    @Test
    void decisionsOfALostBatchAreCounted() {
        // Given
        List<Message<DecisionBatch>> batches = new CopyOnWriteArrayList<>();
        vertx.eventBus().<DecisionBatch>localConsumer(BusAddresses.DECISIONS_MADE, batches::add);
        ask("127.0.0.2", "GET", "/authorize?namespace=shop");
        await().until(() -> batches.size() == 1);

        // When
        batches.get(0).fail(1, "scripted failure");

        // Then
        await().until(() -> batches.size() == 2);
        assertThat(batches.get(1).body()).isEqualTo(new DecisionBatch(List.of(), List.of(), 1));
        batches.get(1).reply(null, BusAddresses.LOCAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "limit=-1", "limit=x", "limit=99999999999"})
    void aLimitOutOfRangeIsABadRequest(String query) {
        // When
        RawHttp.Response answer = ask("127.0.0.1", "GET", "/decisions?" + query);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).isEqualTo("invalid_limit");
    }

    @Test
    void withoutTheVerticleThereIsAnOverload() {
        assertThat(ask("127.0.0.1", "GET", "/decisions").status()).isEqualTo(503);
    }

    @Test
    void aLargeAnswerArrivesWhole() {
        // Given
        String large = "{\"pairs\":\"" + "x".repeat(3_000_000) + "\"}";
        vertx.eventBus()
                .<DecisionsRequest>localConsumer(
                        BusAddresses.DECISIONS,
                        message -> message.reply(
                                reply(large.substring(0, 1_000), large.substring(1_000)), BusAddresses.LOCAL));

        // When // Then
        for (int i = 0; i < 2 * DecisionsEndpoint.MAX_RUNNING; i++) {
            assertThat(ask("127.0.0.1", "GET", "/decisions").body()).isEqualTo(large);
            try (RawHttp client = service.connect()) {
                RawHttp.Response head = client.ask("HEAD", "/decisions");
                assertThat(head.header("content-length")).isEqualTo("" + large.length());
            }
        }
    }

    @Test
    void onlySomeAnswersAreWrittenAtOnce() {
        // Given
        List<Message<DecisionsRequest>> requests = new CopyOnWriteArrayList<>();
        vertx.eventBus().<DecisionsRequest>localConsumer(BusAddresses.DECISIONS, requests::add);
        List<RawHttp> clients = new CopyOnWriteArrayList<>();
        for (int i = 0; i < DecisionsEndpoint.MAX_RUNNING; i++) {
            clients.add(service.connect().send(RawHttp.request("GET", "/decisions")));
        }
        await().until(() -> requests.size() == DecisionsEndpoint.MAX_RUNNING);

        // When
        RawHttp.Response refused = ask("127.0.0.1", "GET", "/decisions");
        requests.forEach(message -> message.reply(reply("{}"), BusAddresses.LOCAL));

        // Then
        assertThat(refused.status()).isEqualTo(503);
        assertThat(clients)
                .allSatisfy(client -> assertThat(client.read().status()).isEqualTo(200));
        clients.forEach(RawHttp::close);
    }
}
