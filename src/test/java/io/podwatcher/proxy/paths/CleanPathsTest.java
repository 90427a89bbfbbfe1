package io.podwatcher.proxy.paths;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.podwatcher.proxy.Snippet;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;

/**
 * What the documented configurations take for a clean path, read from the files. Only Caddy and nginx are run here.
 */
class CleanPathsTest {

    /** From its beginning to its end: {@code ^(/} to the end of what may follow a question mark. */
    private static final Pattern REGEXP = Pattern.compile("\\^\\(/.*\\(\\\\\\?\\.\\*\\)\\?\\$");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Caddyfile",
                "fission.Caddyfile",
                "fission-all-namespaces.Caddyfile",
                "fission-or-token.Caddyfile",
                "nginx.conf",
                "nginx-behind-proxy.conf",
                "envoy.yaml",
                "nginx-gateway-fabric.yaml",
                "ingress-nginx.yaml",
                "haproxy-ingress.yaml"
            })
    void allHaveTheSameRegularExpression(String file) throws IOException {
        assertThat(REGEXP.matcher(Snippet.documented(file).text()).results())
                .singleElement()
                .satisfies(found -> assertThat(found.group()).isEqualTo(regexp()));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void whatAllProgramsReadAlikeIsClean(String target) throws IOException {
        assertThat(target).matches(regexp());
    }

    static Stream<String> targets() {
        return Stream.concat(
                        PathTricks.clean(),
                        Stream.of("/", "/?", "/?//", "/x", "/x/", "/.x", "/x.", "/..x/y..z", "/" + "%C3%A4".repeat(50)))
                .map(CleanPathsTest::ofShop);
    }

    @ParameterizedTest
    @MethodSource({
        "io.podwatcher.proxy.paths.PathTricks#unclean",
        "io.podwatcher.proxy.paths.PathTricks#illegal",
        "io.podwatcher.proxy.paths.PathTricks#malformed"
    })
    void anythingElseIsNot(String target) throws IOException {
        assertThat(ofShop(target)).doesNotMatch(regexp());
    }

    @Test
    void envoyRefusesAnUncleanPathByItsFirstRouteAndDoesNotAskAboutIt() throws IOException {
        // When
        JsonObject listener = only(yaml("envoy.yaml").get(0).getJsonObject("static_resources"), "listeners");
        JsonObject connections =
                only(only(listener, "filter_chains"), "filters").getJsonObject("typed_config");
        JsonObject route = only(connections.getJsonObject("route_config"), "virtual_hosts")
                .getJsonArray("routes")
                .getJsonObject(0);

        // Then
        JsonObject match = route.getJsonObject("match");
        JsonObject path = only(match, "headers");
        assertThat(match.getString("prefix")).isEqualTo("/");
        assertThat(path.getString("name")).isEqualTo(":path");
        assertThat(path.getBoolean("invert_match")).isTrue();
        assertThat(path.getJsonObject("string_match")
                        .getJsonObject("safe_regex")
                        .getString("regex"))
                .isEqualTo(regexp());
        assertThat(route.getJsonObject("direct_response").getInteger("status")).isEqualTo(400);
        assertThat(route.getJsonObject("typed_per_filter_config")
                        .getJsonObject("envoy.filters.http.ext_authz")
                        .getBoolean("disabled"))
                .isTrue();
    }

    @Test
    void traefikRefusesEncodedSeparatorsBeforeItAsks() throws IOException {
        // When
        List<JsonObject> middlewares = yaml("traefik.yaml");

        // Then
        assertThat(specOf(middlewares, "same-namespace").getJsonObject("chain").getJsonArray("middlewares").stream()
                        .map(JsonObject.class::cast)
                        .map(middleware -> middleware.getString("name")))
                .containsExactly("clean-paths", "no-underscores", "ask-pod-watcher");
        assertThat(specOf(middlewares, "clean-paths")
                        .getJsonObject("encodedCharacters")
                        .getMap())
                .isEqualTo(Map.of("allowEncodedHash", true, "allowEncodedQuestionMark", true));
    }

    private static String ofShop(String trick) {
        return PathTricks.in("shop", trick);
    }

    private static String regexp() throws IOException {
        Matcher matcher = REGEXP.matcher(Snippet.documented("fission.Caddyfile").text());
        assertThat(matcher.find()).isTrue();
        return matcher.group();
    }

    private static List<JsonObject> yaml(String file) throws IOException {
        return Stream.of(Snippet.documented(file).text().split("\n---\n"))
                .map(document ->
                        new JsonObject(Serialization.unmarshal(document, new TypeReference<Map<String, Object>>() {})))
                .toList();
    }

    private static JsonObject only(JsonObject parent, String list) {
        assertThat(parent.getJsonArray(list)).hasSize(1);
        return parent.getJsonArray(list).getJsonObject(0);
    }

    private static JsonObject specOf(List<JsonObject> resources, String name) {
        Predicate<JsonObject> named =
                resource -> resource.getJsonObject("metadata").getString("name").equals(name);
        return resources.stream().filter(named).findFirst().orElseThrow().getJsonObject("spec");
    }
}
