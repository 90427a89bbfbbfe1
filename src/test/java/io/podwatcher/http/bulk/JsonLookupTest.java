package io.podwatcher.http.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.http.FakeCache;
import io.podwatcher.http.RawHttp;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.model.Pod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /lookup} with a JSON body. */
class JsonLookupTest extends AskingInBulk {

    @Test
    void eachIpHasItsPodOrTheReasonWhyThereIsNone() {
        // Given
        Pod cart = cache.owns("10.42.0.5", FakeCache.pod("shop", "cart", 0));
        cache.refuses("10.42.0.6", FakeCache.AMBIGUOUS);
        cache.refuses("10.42.0.7", LookupResult.Refused.HOST_NETWORK);

        // When
        RawHttp.Response answer =
                post(JSON, "{\"ips\": [\"10.42.0.5\",\"10.42.0.6\",\"10.42.0.7\",\"10.42.0.9\",\"x\\\"\"]}");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("x-watch-age")).isEqualTo("0");
        assertThat(answer.json())
                .isEqualTo(new JsonObject()
                        .put(
                                "results",
                                new JsonObject()
                                        .put("10.42.0.5", new JsonObject().put("pod", new JsonObject(text(cart))))
                                        .put("10.42.0.6", reason("ambiguous"))
                                        .put("10.42.0.7", reason("host_network"))
                                        .put("10.42.0.9", reason("not_found"))
                                        .put("x\"", reason("invalid_ip"))));
    }

    @Test
    void anIpThatIsGivenTwiceHasOneResult() {
        // When
        RawHttp.Response answer = post(JSON, "{\"ips\":[\"10.0.0.1\",\"10.0.0.1\"]}");

        // Then
        assertThat(answer.body()).isEqualTo("{\"results\":{\"10.0.0.1\":{\"reason\":\"not_found\"}}}");
    }

    @Test
    void noIpsHaveNoResults() {
        assertThat(post(JSON, "{\"ips\":[]}").body()).isEqualTo("{\"results\":{}}");
    }

    @Test
    void tenThousandIpsAreAskedInSlicesAndAnsweredInOrder() {
        // Given
        List<String> ips = IntStream.range(0, 10_000)
                .mapToObj(i -> "10." + i / 65536 + "." + i / 256 % 256 + "." + i % 256)
                .toList();
        ips.forEach(ip -> cache.owns(ip, FakeCache.pod("shop", "p" + ip, 1500)));

        // When
        RawHttp.Response answer =
                post(JSON, new JsonObject().put("ips", new JsonArray(ips)).encode());

        // Then
        assertThat(answer.json().getJsonObject("results").fieldNames()).containsExactlyElementsOf(ips);
        assertThat(cache.lookups())
                .hasSize(50)
                .allSatisfy(slice -> assertThat(slice).hasSize(200));
    }

    @Test
    void moreThanTenThousandIpsAreRefused() {
        // Given
        List<String> ips = IntStream.range(0, 10_001)
                .mapToObj(i -> "::" + Integer.toHexString(i))
                .toList();

        // When // Then
        assertThat(reasonOf(new JsonObject().put("ips", new JsonArray(ips)).encode()))
                .isEqualTo("too_many_ips");
    }

    @Test
    void aBodyOfMoreThanAMegabyteIsRefused() {
        assertThat(reasonOf("{\"ips\":[" + " ".repeat(1024 * 1024))).isEqualTo("body_too_large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "nonsense",
                "{\"ips\":[\"10.0.0.1\"]",
                "{\"ips\":[\"10.0.0.1\"]} x",
                "{\"ips\":[\"10.0.0.1\"]}{}",
                "{\"ips\":\"10.0.0.1\"}",
                "{\"ips\":[1]}",
                "{\"ips\":[null]}",
                "{\"ips\":[[\"10.0.0.1\"]]}",
                "{\"ip\":[\"10.0.0.1\"]}",
                "{\"ips\":[],\"ats\":\"now\"}",
                "{\"ips\":[],\"ips\":[\"10.0.0.1\"]}",
            })
    void aBodyThatIsNotUnderstoodIsRefused(String body) {
        assertThat(reasonOf(body)).isEqualTo("invalid_body");
        assertThat(cache.lookups()).isEmpty();
    }

    @Test
    void whereNoHistoryIsKeptThePastIsNotAnsweredWithNow() {
        // When
        RawHttp.Response whole = post(JSON, "{\"ips\":[\"10.0.0.1\"],\"at\":\"2026-11-23T14:03:00Z\"}");
        RawHttp.Response lines = post(NDJSON, "{\"ip\":\"10.0.0.1\",\"at\":\"2026-11-23T14:03:00Z\"}");

        // Then
        assertThat(whole.status()).isEqualTo(404);
        assertThat(whole.reason()).isEqualTo("history_off");
        assertThat(lines.body())
                .isEqualTo("{\"ip\":\"10.0.0.1\",\"at\":\"2026-11-23T14:03:00Z\",\"reason\":\"history_off\"}\n");
        assertThat(cache.lookups()).isEmpty();
    }

    @Test
    void aStringThatIsFarLongerThanAnIpIsRefused() {
        // Given
        String longest = "x".repeat(JsonForm.MAX_IP_LENGTH);

        // Then
        assertThat(post(JSON, "{\"ips\":[\"" + longest + "\"]}").status()).isEqualTo(200);
        assertThat(post(JSON, "{\"ips\":[\"" + longest + "x\"]}").body())
                .contains("invalid_body", "a string is longer than 1024 characters");
    }

    @Test
    void aBodyThatArrivesByteByByteIsUnderstood() {
        // Given
        cache.owns("10.0.0.1", FakeCache.pod("shop", "cart", 0));

        // When
        try (RawHttp client = service.connect()) {
            client.send(chunkedHead(JSON));
            for (String each : "{\"ips\":[\"10.0.0.1\"]}".split("")) {
                client.send(chunk(each));
                service.hasReadEverything();
            }
            client.send("0\r\n\r\n");

            // Then
            assertThat(client.read()
                            .json()
                            .getJsonObject("results")
                            .getJsonObject("10.0.0.1")
                            .fieldNames())
                    .containsExactly("pod");
        }
    }

    @Test
    void beforeTheFirstListTheAnswerIs503() {
        // Given
        cache.is(FakeCache.NOT_SYNCED);

        // When // Then
        RawHttp.Response answer = post(JSON, "{\"ips\":[\"10.0.0.1\"]}");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.reason()).isEqualTo("not_synced");
    }

    @Test
    void otherMethodsAreRefused() {
        // When
        RawHttp.Response answer = service.get("/lookup");

        // Then
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("allow")).isEqualTo("POST");
        assertThat(answer.reason()).isEqualTo("method_not_allowed");
    }

    private String reasonOf(String body) {
        RawHttp.Response answer = post(JSON, body);
        assertThat(answer.status()).isEqualTo(400);
        return answer.reason();
    }

    private static JsonObject reason(String reason) {
        return new JsonObject().put("reason", reason);
    }

    private static String text(Pod pod) {
        return new String(pod.json(), StandardCharsets.UTF_8);
    }
}
