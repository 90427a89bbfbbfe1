package io.podwatcher.http.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.podwatcher.http.FakeCache;
import io.podwatcher.http.FakeHistory;
import io.podwatcher.http.RawHttp;
import io.podwatcher.http.Service;
import io.podwatcher.http.history.HistoryOptions;
import io.podwatcher.messages.history.HistoryFailure;
import io.podwatcher.messages.history.PastOwner;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code POST /lookup} about the past. */
class PastLookupsTest extends AskingInBulk {

    private static final String AT = "2026-11-23T14:03:00Z";

    private FakeHistory history;

    @Override
    protected Service start(Vertx vertx) {
        history = new FakeHistory(vertx).listen();
        Clock clock = Clock.fixed(Instant.parse("2026-11-23T15:00:00Z"), ZoneOffset.UTC);
        return Service.startWithHistory(vertx, new HistoryOptions(Duration.ofDays(30), clock), Optional.empty());
    }

    private void remember() {
        history.answers(
                "10.0.0.1",
                new PastOwner.Owned(
                        FakeHistory.open("10.0.0.1", FakeHistory.pod("shop", "then"), "2026-11-23T14:00:00Z")));
        history.answers("10.0.0.2", new PastOwner.HostNetwork());
        history.answers("10.0.0.3", new PastOwner.Unknown(Optional.empty(), Optional.of(Instant.parse(AT))));
        history.answers(
                "10.0.0.4",
                new PastOwner.Candidates(
                        List.of(FakeHistory.open(
                                "10.0.0.4", FakeHistory.bare("shop", "maybe"), "2026-11-23T14:00:00Z")),
                        true));
    }

    private static String at(String ip, String at) {
        return "{\"ip\":\"" + ip + "\",\"at\":\"" + at + "\"}\n";
    }

    @Test
    void oneMomentIsAskedForAllIps() {
        // Given
        remember();

        // When
        RawHttp.Response answer = post(
                JSON,
                "{\"at\":\"2026-11-23T15:03:00+01:00\",\"ips\":[\"10.0.0.1\",\"10.0.0.2\",\"10.0.0.3\",\"10.0.0.4\","
                        + "\"10.0.0.5\",\"x\"]}");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("x-watch-age")).isNull();
        assertThat(answer.json().fieldNames()).containsExactly("at", "results");
        assertThat(answer.json().getString("at")).isEqualTo(AT);
        JsonObject results = answer.json().getJsonObject("results");
        assertThat(results.fieldNames())
                .containsExactly("10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4", "10.0.0.5", "x");
        assertThat(results.getJsonObject("10.0.0.1"))
                .isEqualTo(new JsonObject()
                        .put("pod", service.get("/pod?ip=10.0.0.1&at=" + AT).json()));
        assertThat(results.getJsonObject("10.0.0.2")).isEqualTo(new JsonObject().put("reason", "host_network"));
        assertThat(results.getJsonObject("10.0.0.3"))
                .isEqualTo(new JsonObject()
                        .put("reason", "unknown_then")
                        .put("covered_until", null)
                        .put("covered_from", AT));
        assertThat(results.getJsonObject("10.0.0.4").fieldNames())
                .containsExactly("reason", "candidates", "perhaps_nobody");
        assertThat(results.getJsonObject("10.0.0.5")).isEqualTo(new JsonObject().put("reason", "not_found"));
        assertThat(results.getJsonObject("x")).isEqualTo(new JsonObject().put("reason", "invalid_ip"));
        assertThat(history.questions().get(0).questions()).hasSize(5);
        assertThat(cache.lookups()).isEmpty();
    }

    @Test
    void theMomentMayFollowTheIps() {
        // Given
        remember();

        // Then
        assertThat(post(JSON, "{\"ips\":[\"10.0.0.1\"],\"at\":\"" + AT + "\"}").body())
                .contains("\"name\":\"then\"");
    }

    @ParameterizedTest
    @CsvSource({
        "now, bad_time",
        "'', bad_time",
        "2026-11-23 14:03:00Z, bad_time",
        "2026-11-23T15:00:01Z, future_time",
        "2026-10-01T00:00:00Z, time_before_retention",
    })
    void aMomentThatCannotBeAskedAboutIsRefused(String at, String reason) {
        // When
        RawHttp.Response whole = post(JSON, "{\"ips\":[\"10.0.0.1\"],\"at\":\"" + at + "\"}");
        RawHttp.Response lines = post(NDJSON, at("10.0.0.1", at) + line("10.0.0.1"));

        // Then
        assertThat(whole.status()).isEqualTo(400);
        assertThat(whole.reason()).isEqualTo(reason);
        assertThat(lines.body().lines())
                .containsExactly(
                        "{\"ip\":\"10.0.0.1\",\"at\":\"" + at + "\",\"reason\":\"" + reason + "\"}",
                        "{\"ip\":\"10.0.0.1\",\"reason\":\"not_found\"}");
        assertThat(history.questions()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"ips\":[],\"at\":1}",
                "{\"ips\":[],\"at\":null}",
                "{\"ips\":[],\"at\":[\"2026-11-23T14:03:00Z\"]}",
                "{\"at\":\"2026-11-23T14:03:00Z\"}",
                "{\"at\":\"2026-11-23T14:03:00Z\",\"ips\":[],\"at\":\"2026-11-23T14:03:00Z\"}",
                "{\"at\":\"2026-11-23T14:03:00Z\",\"ips\":[]} x",
            })
    void aBodyThatIsNotUnderstoodIsRefused(String body) {
        assertThat(post(JSON, body).reason()).isEqualTo("invalid_body");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"ip\":\"10.0.0.1\",\"at\":1}",
                "{\"ip\":\"10.0.0.1\",\"at\":null}",
                "{\"at\":\"2026-11-23T14:03:00Z\"}",
                "{\"ip\":\"10.0.0.1\",\"at\":\"2026-11-23T14:03:00Z\",\"at\":\"2026-11-23T14:03:00Z\"}",
                "{\"ip\":\"10.0.0.1\",\"when\":\"2026-11-23T14:03:00Z\"}",
            })
    void aLineThatIsNotUnderstoodIsRefused(String line) {
        assertThat(post(NDJSON, line).body()).contains("\"reason\":\"invalid_line\"");
    }

    @Test
    void linesAboutThePastAndAboutNowMayBeMixedAndKeepTheirOrder() {
        // Given
        remember();
        cache.owns("10.0.0.1", FakeCache.pod("shop", "now", 0));

        // When
        List<JsonObject> lines = post(
                        NDJSON,
                        line("10.0.0.1")
                                + at("10.0.0.1", AT)
                                + "{\"at\":\"2026-11-23T15:03:00+01:00\",\"ip\":\"10.0.0.2\"}\n"
                                + at("x", AT)
                                + line("10.0.0.2"))
                .body()
                .lines()
                .map(JsonObject::new)
                .toList();

        // Then
        assertThat(lines).hasSize(5);
        assertThat(lines.get(0).getJsonObject("pod").getString("name")).isEqualTo("now");
        assertThat(lines.get(1).getString("at")).isEqualTo(AT);
        assertThat(lines.get(1).getJsonObject("pod").getString("name")).isEqualTo("then");
        assertThat(lines.get(2).encode())
                .isEqualTo("{\"ip\":\"10.0.0.2\",\"at\":\"2026-11-23T15:03:00+01:00\",\"reason\":\"host_network\"}");
        assertThat(lines.get(3).getString("reason")).isEqualTo("invalid_ip");
        assertThat(lines.get(4).encode()).isEqualTo("{\"ip\":\"10.0.0.2\",\"reason\":\"not_found\"}");
        assertThat(history.questions()).hasSize(1);
        assertThat(cache.lookups()).containsExactly(List.of("10.0.0.1", "10.0.0.2"));
    }

    @Test
    void manyQuestionsAreAskedSomeHundredAtATimeAndAnsweredInOrder() {
        // Given
        List<String> ips = IntStream.range(0, 5000)
                .mapToObj(i -> "10.0." + i / 256 + "." + i % 256)
                .toList();

        // When
        RawHttp.Response whole = post(
                JSON,
                new JsonObject().put("ips", new JsonArray(ips)).put("at", AT).encode());
        RawHttp.Response lines = post(NDJSON, ips.stream().map(ip -> at(ip, AT)).collect(Collectors.joining()));

        // Then
        assertThat(whole.json().getJsonObject("results").fieldNames()).containsExactlyElementsOf(ips);
        assertThat(lines.body().lines().map(JsonObject::new).map(line -> line.getString("ip")))
                .containsExactlyElementsOf(ips);
        assertThat(history.questions())
                .allSatisfy(request -> assertThat(request.questions()).hasSizeLessThanOrEqualTo(200));
        assertThat(history.questions()).hasSizeLessThan(100);
    }

    @Test
    void oneRequestOfABodyIsUnderWayAndTheRestIsNotRead() {
        // Given
        history.withhold();
        try (RawHttp client = service.connect()) {

            // When
            client.send(chunkedHead(NDJSON)).send(chunk(at("10.0.0.1", AT)));
            await().until(() -> history.questions().size() == 1);
            client.send(chunk(at("10.0.0.2", AT))).send("0\r\n\r\n");
            service.hasReadEverything();

            // Then
            assertThat(history.questions()).hasSize(1);
            history.release();
            assertThat(client.read().body().lines()).hasSize(2);
            assertThat(history.questions()).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({HistoryFailure.UNAVAILABLE + ", history_unavailable", HistoryFailure.OVERLOADED + ", overloaded"})
    void withoutAReplyTheBulkRequestFails(int code, String reason) {
        // Given
        history.fails(code);

        // When
        RawHttp.Response answer = post(NDJSON, at("10.0.0.1", AT));

        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.reason()).isEqualTo(reason);
        // Each frees its slot.
        for (int i = 0; i < 2 * Service.LISTINGS; i++) {
            assertThat(post(NDJSON, at("10.0.0.1", AT)).status()).isEqualTo(503);
        }
        assertThat(post(NDJSON, line("10.0.0.1")).status()).isEqualTo(200);
    }

    @Test
    void anAnswerThatHasBegunIsCutOffAndNeverLooksComplete() {
        try (RawHttp client = service.connect()) {
            // Given
            client.send(chunkedHead(NDJSON)).send(chunk(at("10.0.0.1", AT)));
            client.readHead();
            assertThat(client.readChunk()).contains("10.0.0.1");

            // When
            history.fails(HistoryFailure.UNAVAILABLE);
            client.send(chunk(at("10.0.0.2", AT)));

            // Then
            assertThatThrownBy(client::readChunk).isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void aClientThatGoesWhileTheHistoryIsAskedFreesItsSlot() {
        // Given
        history.withhold();
        for (int i = 1; i <= Service.LISTINGS; i++) {
            RawHttp client = service.connect().send(request(NDJSON, at("10.0.0.1", AT)));
            int asked = i;
            await().until(() -> history.questions().size() == asked);

            // When
            client.abort();
            service.hasReadEverything();
            history.release();
            history.withhold();
        }

        // Then
        history.release();
        assertThat(post(NDJSON, at("10.0.0.1", AT)).status()).isEqualTo(200);
    }
}
