package io.podwatcher.proxy.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.podwatcher.fission.Routers;
import io.podwatcher.http.RawHttp;
import io.podwatcher.proxy.Callers;
import io.podwatcher.proxy.Snippet;
import io.podwatcher.proxy.forgeries.ForgedRequests;
import io.podwatcher.proxy.forgeries.Forgery;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;

/**
 * What Traefik and gateways of the Gateway API send to pod-watcher by their files for the functions of all namespaces,
 * written by hand after their documents and sources: none of them is run here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayedQuestionsTest {

    private static final List<String> RESPONSE_HEADERS = List.of(
            "X-Source-Namespace",
            "X-Source-Pod",
            "X-Source-Type",
            "X-Source-Uid",
            "X-Source-Service-Account",
            "X-Source-Token",
            "X-Target-Namespace",
            "X-Target-Function",
            "X-Target-Trigger");

    private PodWatcherForFission podWatcher;

    /** The request with which a proxy asks about its client's. */
    interface Question {

        /**
         * @param claim what the client wrote into X-Forwarded-For
         * @param caller the address that the proxy was called from
         */
        String about(String method, String host, String target, String claim, String caller) throws IOException;
    }

    @BeforeAll
    void start() {
        podWatcher = new PodWatcherForFission();
        podWatcher.routes(Routers.ordered(
                "shop/cart prefix=/shop methods=GET,POST,DELETE ; media/player prefix=/media host=media.example.com"));
    }

    @AfterAll
    void stop() {
        podWatcher.close();
    }

    static Stream<Named<Question>> proxies() {
        return Stream.of(
                Named.of("Traefik", ReplayedQuestionsTest::traefik),
                Named.of("Gateway API ExternalAuth", ReplayedQuestionsTest::gatewayApi));
    }

    static Stream<Arguments> targets() {
        return proxies()
                .flatMap(asks -> ForgedRequests.all()
                        .filter(forgery -> forgery.kind() == Forgery.Kind.SOUND)
                        .map(Forgery::target)
                        .distinct()
                        .filter(target -> !target.contains("%3F"))
                        .map(target -> Arguments.of(asks, "/shop" + target)));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void theTargetIsThatOfTheCallWhateverItsQuerySays(Question asks, String target) throws IOException {
        for (String method : List.of("GET", "POST", "DELETE")) {
            RawHttp.Response allowed = ask(asks.about(method, "h", target, "", Callers.CART));
            assertThat(allowed.status()).as(allowed.body()).isEqualTo(200);
            assertThat(allowed.header("x-target-namespace")).isEqualTo("shop");
            assertDenied(ask(asks.about(method, "h", target, "", Callers.PLAYER)), "wrong_namespace");
            assertDenied(ask(asks.about(method, "h", target, "", Callers.NOBODY)), "not_found");
        }
    }

    @ParameterizedTest
    @MethodSource("proxies")
    void methodAndHostAreThoseOfTheCall(Question asks) throws IOException {
        assertThat(ask(asks.about("GET", "media.example.com", "/media/1", "", Callers.PLAYER))
                        .status())
                .isEqualTo(200);
        assertDenied(ask(asks.about("GET", "h", "/media/1", "", Callers.PLAYER)), "unknown_target");
        assertDenied(ask(asks.about("POST", "media.example.com", "/media/1", "", Callers.PLAYER)), "unknown_target");
        assertDenied(ask(asks.about("PROPFIND", "h", "/shop/1", "", Callers.CART)), "bad_target");
    }

    @ParameterizedTest
    @MethodSource("proxies")
    void aCallerIsWhoCalledTheProxyWhateverItClaims(Question asks) throws IOException {
        for (String claim : List.of(Callers.CART, "203.0.113.9, " + Callers.CART, Callers.CART + ", 127.0.0.1")) {
            assertThat(ask(asks.about("GET", "h", "/shop/1", claim, Callers.CART))
                            .status())
                    .isEqualTo(200);
            assertDenied(ask(asks.about("GET", "h", "/shop/1", claim, Callers.PLAYER)), "wrong_namespace");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/shop/%2e%2e/media", "/shop//x", "/shop/..%2fmedia/x", "/shop/../media", "/shop/x;y"})
    void anUncleanPathHasNoTarget(String path) throws IOException {
        assertDenied(ask(traefik("GET", "h", path, "", Callers.CART)), "bad_target");
        assertDenied(ask(gatewayApi("GET", "h", path, "", Callers.CART)), "bad_target");
    }

    @Test
    void traefikPassesOnTheHostThatItAsksAbout() throws IOException {
        // When
        JsonObject route = yaml("fission-traefik.yaml")
                .get(3)
                .getJsonObject("spec")
                .getJsonArray("routes")
                .getJsonObject(0);

        // Then
        assertThat(route.getJsonArray("middlewares").stream()
                        .map(middleware -> ((JsonObject) middleware).getString("name")))
                .containsExactly("clean-paths", "no-underscores", "ask-pod-watcher");
        assertThat(route.getJsonArray("services").getJsonObject(0).getBoolean("passHostHeader"))
                .isTrue();
    }

    @Test
    void traefikRemovesTheNamesWithUnderscoresOfAllHeadersThatItCopies() throws IOException {
        // When
        Map<String, Object> removed = yaml("fission-traefik.yaml")
                .get(1)
                .getJsonObject("spec")
                .getJsonObject("headers")
                .getJsonObject("customRequestHeaders")
                .getMap();

        // Then
        assertThat(removed.keySet())
                .containsExactlyInAnyOrderElementsOf(RESPONSE_HEADERS.stream()
                        .map(name -> name.replace('-', '_'))
                        .toList());
        assertThat(removed.values()).containsOnly("");
    }

    /** GET of the address alone; it describes the call in headers that it writes anew. */
    private static String traefik(String method, String host, String target, String claim, String caller)
            throws IOException {
        JsonObject asks =
                yaml("fission-traefik.yaml").get(0).getJsonObject("spec").getJsonObject("forwardAuth");
        assertThat(asks.getBoolean("trustForwardHeader")).isFalse();
        assertThat(asks.getJsonArray("authRequestHeaders")).containsExactly("Accept");
        assertThat(asks.getJsonArray("authResponseHeaders")).isEqualTo(new JsonArray(RESPONSE_HEADERS));
        URI address = URI.create(asks.getString("address"));
        return "GET " + address.getPath() + " HTTP/1.1\r\nHost: " + address.getAuthority()
                + "\r\nUser-Agent: Go-http-client/1.1\r\nAccept: */*\r\nX-Forwarded-For: " + caller
                + "\r\nX-Forwarded-Host: " + host + "\r\nX-Forwarded-Method: " + method
                + "\r\nX-Forwarded-Port: 80\r\nX-Forwarded-Proto: http\r\nX-Forwarded-Uri: " + target
                + "\r\nAccept-Encoding: gzip\r\n\r\n";
    }

    /** The client's path and query behind the prefix, by its method and with its Host; it appends its peer. */
    private static String gatewayApi(String method, String host, String target, String claim, String caller)
            throws IOException {
        JsonObject rule = yaml("fission-gateway-api.yaml")
                .get(0)
                .getJsonObject("spec")
                .getJsonArray("rules")
                .getJsonObject(0);
        assertThat(rule.getJsonArray("filters")).hasSize(1);
        JsonObject http = rule.getJsonArray("filters")
                .getJsonObject(0)
                .getJsonObject("externalAuth")
                .getJsonObject("http");
        assertThat(http.getJsonArray("allowedHeaders")).containsExactly("X-Forwarded-For");
        assertThat(http.getJsonArray("allowedResponseHeaders")).isEqualTo(new JsonArray(RESPONSE_HEADERS));
        return method + " " + http.getString("path") + target + " HTTP/1.1\r\nhost: " + host
                + "\r\ncontent-length: 0\r\nauthorization: Bearer a\r\nx-forwarded-for: "
                + (claim.isEmpty() ? caller : claim + "," + caller)
                + "\r\nx-envoy-internal: true\r\nx-envoy-expected-rq-timeout-ms: 1000\r\n\r\n";
    }

    private static List<JsonObject> yaml(String file) throws IOException {
        return Stream.of(Snippet.documented(file).text().split("\n---\n"))
                .map(document ->
                        new JsonObject(Serialization.unmarshal(document, new TypeReference<Map<String, Object>>() {})))
                .toList();
    }

    private RawHttp.Response ask(String request) {
        try (RawHttp client = RawHttp.from("127.0.0.1", podWatcher.port())) {
            return client.send(request).read();
        }
    }

    private static void assertDenied(RawHttp.Response answer, String reason) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("x-auth-reason")).isEqualTo(reason);
    }
}
