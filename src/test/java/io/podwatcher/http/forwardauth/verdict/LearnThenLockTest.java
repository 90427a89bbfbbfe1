package io.podwatcher.http.forwardauth.verdict;

import static io.podwatcher.http.Service.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.decisions.DecisionsVerticle;
import io.podwatcher.fission.HttpTrigger;
import io.podwatcher.http.FakeCache;
import io.podwatcher.http.forwardauth.question.FissionRoutes;
import io.podwatcher.http.forwardauth.question.Question;
import io.podwatcher.http.forwardauth.question.Questions;
import io.podwatcher.http.forwardauth.question.Ruling;
import io.podwatcher.http.forwardauth.verdict.RandomCluster.Caller;
import io.podwatcher.http.forwardauth.verdict.RandomCluster.Query;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.Messages;
import io.podwatcher.messages.decisions.DecisionBatch;
import io.podwatcher.messages.decisions.DecisionsReply;
import io.podwatcher.messages.decisions.DecisionsRequest;
import io.podwatcher.messages.fission.RoutesChanged;
import io.podwatcher.messages.fission.RoutesState;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.Identity;
import io.podwatcher.model.Pod;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lines that /decisions proposes, applied, allow exactly the calls that were learned, and nothing else. */
@ExtendWith(VertxExtension.class)
class LearnThenLockTest {

    /** In each build; -Dhistories=10000 replays more. */
    private static final int HISTORIES = Integer.getInteger("histories", 300);

    private static final int CALLS = 25;

    private static final long MAX_AGE = 30;

    private static final Pattern ANNOTATE =
            Pattern.compile("kubectl -n (\\S+) annotate --overwrite httptrigger (\\S+) pod-watcher/allow=(\\S+)");

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final DecisionRecorder recorder = new DecisionRecorder(System::nanoTime);
    private Vertx vertx;
    private FissionRoutes routes;
    private Questions questions;

    private RandomCluster cluster;

    /** Who was learned, by what the calls were for: the text of a query, or a trigger. */
    private final Map<String, Set<Identity>> learned = new HashMap<>();

    /** Queries with a learned caller that its selectors do not match. */
    private final Set<String> withOtherLabels = new HashSet<>();

    private int lines;

    @BeforeEach
    void listen(Vertx vertx) {
        this.vertx = vertx;
        Messages.register(vertx);
        routes = FissionRoutes.overBus(vertx.eventBus());
        questions = new Questions(Optional.of(routes), MAX_AGE);
    }

    @Test
    void theProposedLinesAllowExactlyWhatWasLearned() {
        System.out.println("LearnThenLockTest: -Dseed=" + seed);
        for (int i = 0; i < HISTORIES; i++) {
            // Given
            cluster = new RandomCluster(random);
            learned.clear();
            withOtherLabels.clear();
            String verticle = await(vertx.deployVerticle(new DecisionsVerticle(true, new SimpleMeterRegistry())));
            publishRoutes();
            replayHistory();

            // When
            JsonArray proposals = proposals();
            Map<String, String> queries = newQueries(proposals);
            annotate(proposals);

            // Then
            String history = "seed " + seed + ", history " + i + ", proposals " + proposals;
            cluster.queries()
                    .forEach(query -> assertExact(query, Optional.ofNullable(queries.get(query.text())), history));
            cluster.paths().forEach(path -> assertExact(path, history));
            await(vertx.undeploy(verticle));
        }
        assertThat(lines).isGreaterThan(HISTORIES);
    }

    /** By the number of parameters, and by the characters. */
    @ParameterizedTest
    @CsvSource({"100, 1", "52, 60"})
    void theLongestLineThatIsProposedIsUnderstoodAndALongerOneIsNotProposed(int most, int length) {
        // Given
        await(vertx.deployVerticle(new DecisionsVerticle(true, new SimpleMeterRegistry())));
        Query query = new Query("namespace=a", app -> true);

        // When
        for (int i = 0; i < most; i++) {
            replay(runningAs("%0" + length + "d", i), query);
        }
        JsonObject longest = sendAndPropose();
        replay(runningAs("%0" + length + "d", most), query);
        JsonObject longer = sendAndPropose();

        // Then
        String line = longest.getString("line");
        assertThat(questions.toExplain(line.substring("/authorize?".length())).target())
                .isEqualTo(line);
        assertThat(longest.containsKey("note")).isFalse();
        assertThat(longer.containsKey("line")).isFalse();
        assertThat(longer.getString("note")).isNotEmpty();
    }

    private static Caller runningAs(String pattern, int number) {
        String account = pattern.formatted(number);
        return new Caller(
                FakeCache.ip("10.42.0.1"),
                new LookupResult.Owned(FakeCache.pod("a", "pod-" + number, account, "{}")),
                "",
                true);
    }

    private JsonObject sendAndPropose() {
        await(vertx.eventBus().request(BusAddresses.DECISIONS_MADE, recorder.take(), BusAddresses.LOCAL));
        return proposals().getJsonObject(0);
    }

    private void publishRoutes() {
        RoutesState state = new RoutesState.Known(cluster.routes(), 4, FakeCache.age(0), Optional.empty());
        vertx.eventBus().publish(BusAddresses.ROUTES, new RoutesChanged(state), BusAddresses.LOCAL);
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> routes.state() == state);
    }

    private void replayHistory() {
        for (int call = 0; call < CALLS; call++) {
            Caller caller =
                    cluster.callers().get(random.nextInt(cluster.callers().size()));
            if (random.nextBoolean()) {
                replay(
                        caller,
                        cluster.queries().get(random.nextInt(cluster.queries().size())));
            } else {
                replay(
                        caller,
                        cluster.paths().get(random.nextInt(cluster.paths().size())));
            }
        }
        DecisionBatch batch = recorder.take();
        await(vertx.eventBus().request(BusAddresses.DECISIONS_MADE, batch, BusAddresses.LOCAL));
    }

    private void replay(Caller caller, Query query) {
        Question question = questions.toExplain(query.text());
        Ruling ruling = rule(caller, question);
        recorder.record(question.called(), ruling);
        if (isLearned(ruling) && caller.hasServiceAccount()) {
            learn(query.text(), caller);
        }
        if (isLearned(ruling) && !query.selects(caller)) {
            withOtherLabels.add(query.text());
        }
    }

    private void replay(Caller caller, String path) {
        Question question = questions.toExplain("uri=" + path);
        Ruling ruling = rule(caller, question);
        recorder.record(question.called(), ruling);
        if (ruling.refusal().isPresent() && isLearned(ruling) && caller.hasServiceAccount()) {
            cluster.triggersOf(path).forEach(trigger -> learn(trigger.name(), caller));
        }
    }

    private void learn(String target, Caller caller) {
        learned.computeIfAbsent(target, first -> new HashSet<>()).add(caller.identity());
    }

    private static Ruling rule(Caller caller, Question question) {
        return Ruling.of(caller.ip(), caller.owner(), 0, MAX_AGE, question, true);
    }

    /** Allowed, or denied by a rule that another one could replace. */
    private static boolean isLearned(Ruling ruling) {
        return ruling.refusal()
                .map(refusal -> Set.of("wrong_namespace", "wrong_service_account", "wrong_labels")
                        .contains(refusal.denial().code()))
                .orElse(true);
    }

    private JsonArray proposals() {
        Message<DecisionsReply> reply =
                await(vertx.eventBus().request(BusAddresses.DECISIONS, new DecisionsRequest(1), BusAddresses.LOCAL));
        Buffer body = Buffer.buffer();
        reply.body().json().forEach(body::appendBytes);
        return new JsonObject(body).getJsonArray("proposals");
    }

    private static Stream<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast);
    }

    private Map<String, String> newQueries(JsonArray proposals) {
        Map<String, String> queries = new HashMap<>();
        objects(proposals)
                .filter(proposal -> proposal.getJsonObject("target").containsKey("query"))
                .forEach(proposal -> {
                    String line = proposal.getString("line");
                    assertThat(line).startsWith("/authorize?");
                    lines++;
                    queries.put(
                            proposal.getJsonObject("target").getString("query"),
                            line.substring("/authorize?".length()));
                });
        return queries;
    }

    private void annotate(JsonArray proposals) {
        objects(proposals)
                .filter(proposal -> proposal.getJsonObject("target").containsKey("function"))
                .flatMap(proposal -> Arrays.stream(proposal.getString("line").split("; ")))
                .forEach(command -> {
                    Matcher parts = ANNOTATE.matcher(command);
                    assertThat(parts.matches()).as(command).isTrue();
                    lines++;
                    List<Identity> allowed = Arrays.stream(parts.group(3).split(","))
                            .map(Identity::parse)
                            .toList();
                    cluster.annotate(parts.group(1), parts.group(2), allowed);
                });
        publishRoutes();
    }

    private void assertExact(Query before, Optional<String> proposed, String history) {
        Set<Identity> callers = learned.getOrDefault(before.text(), Set.of());
        assertThat(proposed.isPresent()).as(history).isEqualTo(!callers.isEmpty());
        if (proposed.isEmpty()) {
            return;
        }
        Question question = questions.toExplain(proposed.get());
        assertThat(question.timeout())
                .isEqualTo(questions.toExplain(before.text()).timeout());
        for (Caller caller : cluster.callers()) {
            boolean expected = caller.isPod()
                    && callers.contains(caller.identity())
                    && (withOtherLabels.contains(before.text()) || before.selects(caller));
            assertThat(rule(caller, question).refusal().isEmpty())
                    .as("%s asked %s of %s, was %s", history, proposed.get(), caller, before.text())
                    .isEqualTo(expected);
        }
    }

    private void assertExact(String path, String history) {
        List<HttpTrigger> triggers = cluster.triggersOf(path);
        boolean isFound =
                triggers.stream().map(HttpTrigger::namespace).distinct().count() == 1;
        for (Caller caller : cluster.callers()) {
            boolean expected =
                    isFound && caller.isPod() && triggers.stream().allMatch(trigger -> mayCall(caller, trigger));
            assertThat(rule(caller, questions.toExplain("uri=" + path))
                            .refusal()
                            .isEmpty())
                    .as("%s asked %s of %s", history, path, caller)
                    .isEqualTo(expected);
        }
    }

    /** Of the same namespace, named from the beginning, or learned. */
    private boolean mayCall(Caller caller, HttpTrigger trigger) {
        Pod pod = caller.pod();
        boolean isNamed = cluster.namedFirst(trigger).stream().anyMatch(identity -> identity.isOf(pod))
                || learned.getOrDefault(trigger.name(), Set.of()).contains(caller.identity());
        return trigger.namespace().equals(pod.namespace()) || pod.stage() == Pod.Stage.LIVE && isNamed;
    }
}
