package io.podwatcher.http.forwardauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.fission.HttpTrigger;
import io.podwatcher.fission.RouteTable;
import io.podwatcher.http.FakeCache;
import io.podwatcher.http.RawHttp;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.fission.RoutesChanged;
import io.podwatcher.messages.fission.RoutesState;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.Identity;
import io.podwatcher.model.Pod;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainEndpointTest extends AskingToAuthorize {

    /** Asked in each build; -Dquestions=100000 asks more. */
    private static final int QUESTIONS = Integer.getInteger("questions", 2_000);

    private static final List<String> CALLERS = List.of(
            "127.0.0.2", "127.0.0.3", "127.0.0.4", "127.0.0.5", "127.0.0.6", "127.0.0.7", "127.0.0.8", "127.0.0.9");

    private static final List<String> URIS = List.of(
            "/cart",
            "/cart/7?x=/media",
            "/media/film",
            "/both",
            "/",
            "/nowhere",
            "/cart//x",
            "/cart/../media/film",
            "/cart%2f7",
            "/c%61rt",
            "/fission-function/cart");

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<String, RawHttp> clients = new HashMap<>();

    @BeforeEach
    void addPodsAndTriggers(Vertx vertx) {
        cache.owns("127.0.0.3", FakeCache.pod("media", "player", "player", "{\"app\":\"player\"}"));
        cache.owns("127.0.0.4", FakeCache.pod("media", "indexer", "default", "{\"app\":\"cart\"}"));
        cache.owns("127.0.0.5", FakeCache.at(Pod.Stage.TERMINATING, FakeCache.pod("media", "old", "player", "{}")));
        cache.owns("127.0.0.6", FakeCache.at(Pod.Stage.TERMINATING, FakeCache.pod("shop", "old", "till", "{}")));
        cache.refuses("127.0.0.7", LookupResult.Refused.HOST_NETWORK);
        cache.refuses("127.0.0.8", FakeCache.refused("ambiguous"));
        publish(
                vertx,
                trigger("shop", "cart", "/cart", "serviceaccount:media/player"),
                trigger("shop", "both", "/both"),
                trigger("media", "both", "/both"),
                trigger("media", "film", "/media/film"));
    }

    private static HttpTrigger trigger(String namespace, String name, String prefix, String... allowed) {
        return new HttpTrigger(
                1,
                namespace,
                name,
                0,
                "",
                "",
                prefix,
                Set.of("GET", "POST"),
                Set.of(name),
                true,
                List.of(allowed).stream().map(Identity::parse).toList());
    }

    private static void publish(Vertx vertx, HttpTrigger... triggers) {
        RouteTable table = RouteTable.empty(true)
                .with(List.of(triggers).stream()
                        .map(trigger -> new RouteTable.Entry(trigger, true))
                        .toList());
        vertx.eventBus()
                .publish(
                        BusAddresses.ROUTES,
                        new RoutesChanged(
                                new RoutesState.Known(table, triggers.length, FakeCache.age(1), Optional.empty())),
                        BusAddresses.LOCAL);
    }

    private JsonObject explain(String query) {
        RawHttp.Response answer = ask("127.0.0.1", "GET", "/explain?" + query);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    private static String lastDetail(JsonObject explanation) {
        return explanation
                .getJsonArray("steps")
                .getJsonObject(explanation.getJsonArray("steps").size() - 1)
                .getString("detail");
    }

    @Test
    void anAllowedCallIsExplainedToTheEnd() {
        // When
        JsonObject explanation = explain("namespace=shop&ip=127.0.0.2");

        // Then
        assertThat(explanation.getString("verdict")).isEqualTo("allowed");
        assertThat(explanation.getString("reason")).isEmpty();
        assertThat(explanation.containsKey("fix")).isFalse();
        assertThat(explanation.getJsonArray("steps"))
                .extracting(
                        step -> ((JsonObject) step).getString("step") + " " + ((JsonObject) step).getString("result"))
                .containsExactly("map ok", "caller ok", "target ok", "rule ok");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "namespace=shop&ip=127.0.0.3 | wrong_namespace | rule | "
                        + "add &namespace=media to /authorize?namespace=shop in",
                "namespace=media&serviceAccount=x&ip=127.0.0.3 | wrong_service_account | rule"
                        + " | add &serviceAccount=media/player to /authorize?namespace=media&serviceAccount=x in",
                "namespace=shop&labelSelector=app=x&ip=127.0.0.2 | wrong_labels | rule | labelSelector",
                "namespace=shop&ip=127.0.0.7 | host_network | caller | hostNetwork",
                "namespace=shop&ip=127.0.0.8 | ambiguous | caller | kubectl get pods -A -o wide",
                "namespace=shop&ip=127.0.0.9 | not_found | caller | wait=2s",
                "uri=/cart&ip=127.0.0.4 | wrong_namespace | rule | "
                        + "kubectl -n shop annotate --overwrite httptrigger cart"
                        + " pod-watcher/allow=serviceaccount:media/player,serviceaccount:media/default",
                "uri=/both&ip=127.0.0.3 | ambiguous_target | target | another host or path",
                "uri=/nowhere&ip=127.0.0.3 | unknown_target | target | kubectl get httptriggers -A",
                "uri=/cart&method=DELETE&ip=127.0.0.2 | unknown_target | target | kubectl get httptriggers -A",
                "uri=/cart//x&ip=127.0.0.2 | bad_target | target | without //"
            })
    void aDeniedCallIsExplainedUpToTheStepThatDeniesIt(String query, String reason, String step, String fix) {
        // When
        JsonObject explanation = explain(query);

        // Then
        JsonObject last = explanation
                .getJsonArray("steps")
                .getJsonObject(explanation.getJsonArray("steps").size() - 1);
        assertThat(explanation.getString("verdict")).isEqualTo("denied");
        assertThat(explanation.getString("reason")).isEqualTo(reason);
        assertThat(last.getString("step")).isEqualTo(step);
        assertThat(last.getString("result")).isEqualTo("denied");
        assertThat(explanation.getString("fix")).containsIgnoringCase(fix);
    }

    @Test
    void theStepsNameTheCallerAndTheFunction() {
        // When
        JsonObject explanation = explain("uri=/cart/7&host=shop.example.com&ip=127.0.0.3");

        // Then
        assertThat(explanation.getString("verdict")).isEqualTo("allowed");
        assertThat(explanation.getJsonArray("steps").encode())
                .contains("127.0.0.3 is pod media/player, which runs as serviceaccount:media/player")
                .contains("HTTPTrigger shop/cart, function cart");
    }

    @Test
    void anIpOfSeveralClaimantsIsNamedWithThem() {
        // Given
        Pod one = FakeCache.pod("shop", "one", "default", "{}");
        Pod two = FakeCache.pod("media", "two", "default", "{}");
        cache.refuses("127.0.0.8", new LookupResult.Ambiguous(List.of(one, two)));

        // Then
        assertThat(lastDetail(explain("namespace=shop&ip=127.0.0.8")))
                .contains("More than one live pod claims the caller's IP", "shop/one", "media/two");
    }

    @Test
    void explanationsAndVerdictsAgree() {
        for (int i = 0; i < QUESTIONS; i++) {
            // Given
            String caller = oneOf(CALLERS);
            String uri = oneOf(URIS);
            boolean ofFission = random.nextBoolean();
            String rule = rule();
            String method = oneOf(List.of("GET", "POST", "DELETE"));

            // When
            RawHttp.Response verdict =
                    client(caller).ask(method, ofFission ? "/authorize/fission" + uri : "/authorize?" + rule);
            JsonObject explanation = client("127.0.0.1")
                    .get("/explain?ip=" + caller + "&"
                            + (ofFission
                                    ? "method=" + method + "&host=pod-watcher&uri="
                                            + URLEncoder.encode(uri, StandardCharsets.UTF_8)
                                    : rule))
                    .json();

            // Then
            String seen = "seed " + seed + ", question " + i + ": " + caller + " " + rule + " " + method + " " + uri;
            assertThat(explanation.getString("verdict"))
                    .as(seen)
                    .isEqualTo(verdict.status() == 200 ? "allowed" : "denied")
                    .isEqualTo(verdict.header("x-auth-verdict"));
            assertThat(explanation.getString("reason"))
                    .as(seen)
                    .isEqualTo(
                            Optional.ofNullable(verdict.header("x-auth-reason")).orElse(""));
        }
    }

    /** Kept for all questions of an address. */
    private RawHttp client(String from) {
        return clients.computeIfAbsent(from, address -> RawHttp.from(address, service.port()));
    }

    @AfterEach
    void disconnect() {
        clients.values().forEach(RawHttp::close);
    }

    private String rule() {
        StringBuilder rule = new StringBuilder("namespace=" + oneOf(List.of("shop", "media", "other")));
        if (random.nextInt(3) == 0) {
            rule.append("&namespace=").append(oneOf(List.of("shop", "media")));
        }
        if (random.nextInt(3) == 0) {
            rule.append("&serviceAccount=").append(oneOf(List.of("till", "player", "media/player", "shop/default")));
        }
        if (random.nextInt(3) == 0) {
            rule.append("&labelSelector=").append(oneOf(List.of("app", "!app", "app=cart", "app!=cart")));
        }
        return rule.toString();
    }

    private <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
