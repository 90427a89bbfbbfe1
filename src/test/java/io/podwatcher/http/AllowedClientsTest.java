package io.podwatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.messages.map.MapSize;
import io.podwatcher.messages.map.StatusReply;
import io.podwatcher.messages.watch.WatchReport;
import io.podwatcher.model.Cidr;
import io.podwatcher.model.Identity;
import io.podwatcher.model.PeerList;
import io.podwatcher.model.Pod;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask what: each path by each kind of client. */
class AllowedClientsTest extends WithFakeCache {

    private static final List<String> OPEN = List.of(
            "/health",
            "/ready",
            "/metrics",
            "/openapi.yaml",
            "/whoami",
            "/authorize?namespace=shop",
            "/authorize/namespace/shop");

    private static final List<String> MAP = List.of(
            "/pod?ip=127.0.0.2",
            "/pod?ip=127.0.0.2&wait=1s",
            "/pod?ip=127.0.0.2&at=x",
            "/history",
            "/pods",
            "/load",
            "/decisions",
            "/",
            "/events");

    private static final List<String> ALLOWED = List.of("127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.17");

    private static final List<String> OTHERS =
            List.of("127.0.0.4", "127.0.0.5", "127.0.0.6", "127.0.0.7", "127.0.0.8", "127.0.0.9");

    private final MeterRegistry registry = new SimpleMeterRegistry();

    @Override
    protected Service start(Vertx vertx) {
        PeerList allowed = PeerList.of(Identity.parse("namespace:shop"))
                .and(PeerList.of(Identity.parse("serviceaccount:logs/vector")))
                .and(PeerList.of(Cidr.parse("127.0.0.16/28")));
        return Service.start(vertx, PeerList.EMPTY, allowed, registry);
    }

    @BeforeEach
    void addPods(Vertx vertx) {
        vertx.eventBus().localConsumer(BusAddresses.CHANGES, message -> message.fail(1, "no changes are served here"));
        cache.owns("127.0.0.2", pod("shop", "cart", "till", Pod.Stage.LIVE));
        cache.owns("127.0.0.3", pod("logs", "vector", "vector", Pod.Stage.LIVE));
        cache.owns("127.0.0.4", pod("logs", "shell", "default", Pod.Stage.LIVE));
        cache.owns("127.0.0.5", pod("media", "player", "default", Pod.Stage.LIVE));
        cache.owns("127.0.0.6", pod("shop", "old", "till", Pod.Stage.TERMINATING));
        cache.refuses("127.0.0.7", FakeCache.AMBIGUOUS);
        cache.refuses("127.0.0.8", LookupResult.Refused.HOST_NETWORK);
    }

    private static Stream<Arguments> everyPathByEveryClient() {
        return Stream.concat(ALLOWED.stream(), OTHERS.stream())
                .flatMap(client -> Stream.concat(OPEN.stream(), MAP.stream()).map(path -> Arguments.of(client, path)));
    }

    @ParameterizedTest
    @MethodSource("everyPathByEveryClient")
    void onlyAllowedClientsReadTheMap(String client, String path) {
        // When
        RawHttp.Response answer = ask(client, path);

        // Then
        boolean allowed = OPEN.contains(path) || ALLOWED.contains(client);
        assertThat("not_allowed".equals(reason(answer))).isEqualTo(!allowed);
        assertThat(answer.status() == 403 && !path.startsWith("/authorize")).isEqualTo(!allowed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "127.0.0.5 | pod media/player and is not in ALLOWED_CLIENTS; serviceaccount:media/default added to that"
                        + " setting",
                "127.0.0.4 | pod logs/shell and is not in ALLOWED_CLIENTS; serviceaccount:logs/default added to that"
                        + " setting",
                "127.0.0.6 | pod shop/old, which is terminating and so has no identity any more",
                "127.0.0.7 | more than one pod claims its IP",
                "127.0.0.8 | its IP is a node's",
                "127.0.0.9 | no pod is known to have its IP. If it is a pod that has just started, ask again; otherwise"
                        + " 127.0.0.9 added to that setting of pod-watcher would allow it"
            })
    void theOthersLearnWhoTheyAreAndWhatWouldAllowThem(String client, String message) {
        // When
        RawHttp.Response answer = ask(client, "/pods");

        // Then
        assertThat(answer.json().getString("error"))
                .startsWith("The client " + client)
                .contains(message);
        assertThat(answer.header("x-watch-age")).isEqualTo("0");
        assertThat(registry.get("pod.watcher.http.refused")
                        .tag("reason", "not_allowed")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pod?ip=127.0.0.7", "/pod?ip=127.0.0.7&wait=1s", "/whoami", "/authorize?namespace=shop"})
    void oneWhoMayNotReadTheMapLearnsNoClaimants(String path) {
        // When
        RawHttp.Response answer = ask("127.0.0.7", path);

        // Then
        assertThat(answer.json().fieldNames()).containsExactly("error", "reason");
        assertThat(answer.body()).doesNotContain("media", "uid-");
        assertThat(ask("127.0.0.2", "/pod?ip=127.0.0.7").json().getInteger("claimant_count"))
                .isEqualTo(2);
    }

    @Test
    void theClientIsAskedForTogetherWithTheIp() {
        // When
        ask("127.0.0.2", "/pod?ip=10.42.0.1");
        ask("127.0.0.17", "/pod?ip=10.42.0.1");

        // Then
        assertThat(cache.lookups()).containsExactly(List.of("10.42.0.1", "127.0.0.2"), List.of("10.42.0.1"));
    }

    @Test
    void anOldMapKnowsNobodysIdentity() {
        // Given
        cache.is(new StatusReply(
                true, MapSize.EMPTY, FakeCache.age(Service.AUTHORIZE_MAX_AGE.toSeconds()), 0, 0, WatchReport.INITIAL));

        // When // Then
        assertThat(ask("127.0.0.2", "/pod?ip=127.0.0.5").json().getString("error"))
                .contains("has not confirmed that for longer than AUTHORIZE_MAX_AGE");
        assertThat(ask("127.0.0.17", "/pod?ip=127.0.0.5").status()).isEqualTo(200);
        assertThat(ask("127.0.0.1", "/pod?ip=127.0.0.5").status()).isEqualTo(200);
    }

    @Test
    void beforeTheFirstListNobodysIdentityIsKnown() {
        // Given
        cache.is(FakeCache.NOT_SYNCED);
        cache.refuses("127.0.0.2", LookupResult.Refused.NOT_SYNCED);

        // When // Then
        assertThat(ask("127.0.0.2", "/pod?ip=127.0.0.2").reason()).isEqualTo("not_synced");
        assertThat(ask("127.0.0.2", "/").reason()).isEqualTo("not_synced");
        assertThat(ask("127.0.0.1", "/").status()).isEqualTo(200);
    }

    private static String reason(RawHttp.Response answer) {
        return answer.body().startsWith("{\"error\"") ? answer.reason() : "";
    }

    private RawHttp.Response ask(String from, String target) {
        try (RawHttp client = RawHttp.from(from, service.port())) {
            return client.get(target);
        }
    }

    private static Pod pod(String namespace, String name, String serviceAccount, Pod.Stage stage) {
        return FakeCache.at(stage, FakeCache.pod(namespace, name, serviceAccount, "{}"));
    }
}
