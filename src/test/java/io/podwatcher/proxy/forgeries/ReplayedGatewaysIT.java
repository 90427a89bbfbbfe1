package io.podwatcher.proxy.forgeries;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.http.RawHttp;
import io.podwatcher.proxy.Callers;
import io.podwatcher.proxy.Gateway;
import io.podwatcher.proxy.Snippet;
import io.podwatcher.settings.Settings;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;

/**
 * What gateways and ingress controllers send to pod-watcher by their documented files, written by hand after their
 * documents and sources: none of them is run here. All are trusted by the service account that their pod runs as.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayedGatewaysIT {

    /** Whose address all requests come from. */
    private static final ApiPod PROXY = ApiPod.running("ingress", "gateway", "uid-gateway", "127.0.0.1");

    private Gateway gateway;

    /** The request with which a gateway asks about its client's. */
    interface Question {

        /**
         * @param claim what the client wrote into X-Forwarded-For
         * @param caller the address that the gateway was called from
         */
        String about(String method, String target, String claim, String caller) throws IOException;
    }

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        gateway = new Gateway(
                        folder,
                        server -> server.put(PROXY),
                        "TRUSTED_PROXIES=serviceaccount:ingress/" + Callers.ACCOUNT)
                .awaitReady();
    }

    @AfterAll
    void stop() throws Exception {
        gateway.close();
    }

    static Stream<Named<Question>> gateways() {
        return Stream.of(
                Named.of("Gateway API ExternalAuth (Cilium)", ReplayedGatewaysIT::gatewayApi),
                Named.of("Envoy Gateway", ReplayedGatewaysIT::envoyGateway),
                Named.of("Istio", ReplayedGatewaysIT::istio),
                Named.of("NGINX Gateway Fabric", ReplayedGatewaysIT::nginxGatewayFabric),
                Named.of("ingress-nginx", ReplayedGatewaysIT::ingressNginx),
                Named.of("HAProxy Ingress", ReplayedGatewaysIT::haproxyIngress));
    }

    static Stream<Arguments> targets() {
        return gateways().flatMap(asks -> ReplayedProxiesIT.targets().map(target -> Arguments.of(asks, target)));
    }

    static Stream<Arguments> claims() {
        return gateways().flatMap(asks -> ReplayedProxiesIT.claims().map(claim -> Arguments.of(asks, claim)));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void itIsAnsweredByItsOwnQuestionWhateverItsClientAsksFor(Question asks, String target) throws IOException {
        assertThat(ask(asks.about("GET", target, "", Callers.CART)).status()).isEqualTo(200);
        assertThat(ask(asks.about("POST", target, "", Callers.CART)).status()).isEqualTo(200);
        assertDenied(ask(asks.about("GET", target, "", Callers.PLAYER)), "wrong_namespace");
        assertDenied(ask(asks.about("DELETE", target, "", Callers.NOBODY)), "not_found");
    }

    @ParameterizedTest
    @MethodSource("claims")
    void aCallerIsWhoCalledTheGatewayWhateverItClaims(Question asks, String claim) throws IOException {
        assertThat(ask(asks.about("GET", "/a", claim, Callers.CART)).status()).isEqualTo(200);
        assertDenied(ask(asks.about("GET", "/a", claim, Callers.PLAYER)), "wrong_namespace");
        assertDenied(ask(asks.about("GET", "/a", claim, Callers.NOBODY)), "not_found");
    }

    /** Its filter ExternalAuth would pass on the client's own X-Forwarded-For. */
    @Test
    void nginxGatewayFabricWritesTheAddressOfTheConnection() throws IOException {
        assertThat(snippetOfServer()).contains("proxy_set_header X-Forwarded-For $remote_addr;");
        assertThat(Snippet.documented("nginx-gateway-fabric.yaml").text()).doesNotContain("allowedHeaders");
    }

    @Test
    void ingressNginxDoesNotBelieveItsClientsHeaders() throws IOException {
        assertThat(yaml("ingress-nginx.yaml").get(1).getJsonObject("data").getMap())
                .containsEntry("use-forwarded-headers", "false")
                .containsEntry("enable-underscores-in-headers", "false");
    }

    @Test
    void haproxyIngressWritesTheAddressOfTheConnectionBeforeItAsks() throws IOException {
        assertThat(annotation("haproxy-ingress.yaml", "haproxy-ingress.github.io/config-backend-early"))
                .contains("http-request set-header X-Forwarded-For %[src]");
    }

    /** An address would go on being believed when the proxy's pod is gone and another pod has it. */
    @ParameterizedTest
    @MethodSource("files")
    void theFileNamesItsProxyByIdentity(Path file) throws Exception {
        Matcher trusted = Pattern.compile("TRUSTED_PROXIES=([a-z0-9:/,-]+)").matcher(Files.readString(file));
        assertThat(trusted.find()).isTrue();
        Settings settings = Settings.from(Map.of("TRUSTED_PROXIES", trusted.group(1)));
        assertThat(settings.trustedProxies().identities()).isNotEmpty();
        assertThat(settings.trustedProxies().ranges()).isEmpty();
    }

    /** All but the policy that names no proxy, and the proxies that share a pod or a machine with pod-watcher. */
    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src", "docs", "proxies"))) {
            return files.filter(file -> !List.of(
                                    "router-networkpolicy.yaml", "caddy-with-pod-watcher.yaml", "demo.Caddyfile")
                            .contains(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    private static String gatewayApi(String method, String target, String claim, String caller) throws IOException {
        JsonObject http = yaml("gateway-api.yaml")
                .get(0)
                .getJsonObject("spec")
                .getJsonArray("rules")
                .getJsonObject(0)
                .getJsonArray("filters")
                .getJsonObject(0)
                .getJsonObject("externalAuth")
                .getJsonObject("http");
        assertThat(http.getJsonArray("allowedHeaders")).containsExactly("X-Forwarded-For");
        return envoy(method, http.getString("path") + target, claim, caller);
    }

    private static String envoyGateway(String method, String target, String claim, String caller) throws IOException {
        JsonObject extAuth =
                yaml("envoy-gateway.yaml").get(0).getJsonObject("spec").getJsonObject("extAuth");
        assertThat(extAuth.getJsonArray("headersToExtAuth")).containsExactly("x-forwarded-for");
        return envoy(method, extAuth.getJsonObject("http").getString("path") + target, claim, caller);
    }

    private static String istio(String method, String target, String claim, String caller) throws IOException {
        JsonObject provider = yaml("istio.yaml")
                .get(0)
                .getJsonObject("meshConfig")
                .getJsonArray("extensionProviders")
                .getJsonObject(0)
                .getJsonObject("envoyExtAuthzHttp");
        assertThat(provider.getJsonArray("includeRequestHeadersInCheck")).containsExactly("x-forwarded-for");
        return envoy(method, provider.getString("pathPrefix") + target, claim, caller);
    }

    /** The client's path and query behind the prefix, its method and host, the listed headers; it appends. */
    private static String envoy(String method, String target, String claim, String caller) {
        return method + " " + target
                + " HTTP/1.1\r\nhost: shop.example.com\r\ncontent-length: 0\r\n"
                + "authorization: Bearer a\r\nx-forwarded-for: "
                + (claim.isEmpty() ? caller : claim + "," + caller)
                + "\r\nx-envoy-internal: true\r\nx-envoy-expected-rq-timeout-ms: 1000\r\n\r\n";
    }

    /** A subrequest of nginx: GET, the question alone, no header of the client's. */
    private static String nginxGatewayFabric(String method, String target, String claim, String caller)
            throws IOException {
        Matcher asks = Pattern.compile("proxy_pass (http://\\S+);").matcher(snippetOfServer());
        assertThat(asks.find()).isTrue();
        return get(asks.group(1), "X-Forwarded-For: " + caller);
    }

    /** A subrequest of nginx with all headers of the client, but for those that it writes itself. */
    private static String ingressNginx(String method, String target, String claim, String caller) throws IOException {
        return get(
                annotation("ingress-nginx.yaml", "nginx.ingress.kubernetes.io/auth-url"),
                "X-Request-ID: 1",
                "X-Original-URL: http://shop.example.com" + target,
                "X-Original-Method: " + method,
                "X-Sent-From: nginx-ingress-controller",
                "X-Real-IP: " + caller,
                "X-Forwarded-For: " + caller,
                "X-Auth-Request-Redirect: " + target,
                "Forwarded: for=" + Callers.CART,
                "X-Source-Namespace: shop",
                "Cookie: a=b");
    }

    /** A request of its Lua script: GET, the question alone, the listed headers as config-backend-early leaves them. */
    private static String haproxyIngress(String method, String target, String claim, String caller) throws IOException {
        assertThat(annotation("haproxy-ingress.yaml", "haproxy-ingress.github.io/auth-headers-request"))
                .isEqualTo("X-Forwarded-For");
        return get(
                annotation("haproxy-ingress.yaml", "haproxy-ingress.github.io/auth-url"), "x-forwarded-for: " + caller);
    }

    private static String get(String url, String... headers) {
        URI uri = URI.create(url);
        return "GET " + url.substring(url.indexOf('/', "http://".length())) + " HTTP/1.1\r\nHost: " + uri.getAuthority()
                + "\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n\r\n";
    }

    private static String snippetOfServer() throws IOException {
        return yaml("nginx-gateway-fabric.yaml")
                .get(0)
                .getJsonObject("spec")
                .getJsonArray("snippets")
                .getJsonObject(0)
                .getString("value");
    }

    private static String annotation(String file, String name) throws IOException {
        return yaml(file)
                .get(0)
                .getJsonObject("metadata")
                .getJsonObject("annotations")
                .getString(name);
    }

    private static List<JsonObject> yaml(String file) throws IOException {
        return Stream.of(Snippet.documented(file).text().split("\n---\n"))
                .map(document ->
                        new JsonObject(Serialization.unmarshal(document, new TypeReference<Map<String, Object>>() {})))
                .toList();
    }

    private RawHttp.Response ask(String request) {
        try (RawHttp client = RawHttp.from("127.0.0.1", gateway.service.port())) {
            return client.send(request).read();
        }
    }

    private static void assertDenied(RawHttp.Response answer, String reason) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("x-auth-reason")).isEqualTo(reason);
    }
}
