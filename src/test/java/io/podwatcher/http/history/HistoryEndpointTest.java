package io.podwatcher.http.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.http.FakeCache;
import io.podwatcher.http.FakeHistory;
import io.podwatcher.http.RawHttp;
import io.podwatcher.messages.history.HistoryFailure;
import io.podwatcher.messages.history.Interval;
import io.podwatcher.messages.history.IntervalsReply;
import io.podwatcher.messages.history.IntervalsRequest;
import io.podwatcher.messages.history.IntervalsRequest.Cursor;
import io.podwatcher.messages.history.IntervalsRequest.Subject;
import io.podwatcher.messages.history.TimeRange;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code GET /history}. */
class HistoryEndpointTest extends WithFakeHistory {

    private static final Interval CART = FakeHistory.interval(
            "10.0.0.1", FakeHistory.pod("shop", "cart"), "2026-11-23T14:00:00Z", "2026-11-23T14:10:00Z");

    @Test
    void theIntervalsAndTheirCoverageAreAnswered() {
        // Given
        Interval now = FakeHistory.open("10.0.0.1", FakeHistory.bare("media", "player"), "2026-11-23T14:20:00Z");
        TimeRange covered = new TimeRange(Instant.parse("2026-11-23T13:00:00Z"), Instant.parse("2026-11-23T15:00:00Z"));
        history.answers(request -> new IntervalsReply(List.of(now, CART), Optional.empty(), List.of(covered)));

        // When
        RawHttp.Response answer = service.get("/history?ip=10.0.0.1");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("x-watch-age")).isNull();
        assertThat(answer.json()).isEqualTo(new JsonObject("""
                {"intervals": [
                  {"ip": "10.0.0.1", "name": "player", "namespace": "media", "uid": "uid-player", "node_name": null,
                   "service_account": null, "owner": null, "start_time": null, "valid_from": "2026-11-23T14:20:00Z",
                   "valid_from_after": null, "valid_to": null, "valid_to_before": null},
                  {"ip": "10.0.0.1", "name": "cart", "namespace": "shop", "uid": "uid-cart", "node_name": "node-1",
                   "service_account": "till", "owner": {"kind": "Deployment", "name": "cart"},
                   "start_time": "2026-11-01T00:00:00Z",
                   "valid_from": "2026-11-23T14:00:00Z", "valid_from_after": "2026-11-23T14:00:00Z",
                   "valid_to": "2026-11-23T14:10:00Z", "valid_to_before": "2026-11-23T14:10:00Z"}],
                 "coverage": [{"from": "2026-11-23T13:00:00Z", "to": "2026-11-23T15:00:00Z"}]}
                """));
    }

    static Stream<Arguments> questions() {
        Subject ip = new Subject.OfIp(FakeCache.ip("10.0.0.1"));
        Optional<Instant> noon = Optional.of(Instant.parse("2026-11-23T12:00:00Z"));
        return Stream.of(
                Arguments.of("ip=10.0.0.1", request(ip, Optional.empty(), Optional.empty(), 100)),
                Arguments.of("ip=10.0.0.1&pod=&uid=&from=", request(ip, Optional.empty(), Optional.empty(), 100)),
                Arguments.of(
                        "pod=shop/cart&limit=1000",
                        request(new Subject.OfName("shop", "cart"), Optional.empty(), Optional.empty(), 1000)),
                Arguments.of(
                        "pod=shop%2fcart&limit=1",
                        request(new Subject.OfName("shop", "cart"), Optional.empty(), Optional.empty(), 1)),
                Arguments.of(
                        "uid=7d0c-1&from=2026-11-23T13:00:00%2B01:00",
                        request(new Subject.OfUid("7d0c-1"), noon, Optional.empty(), 100)),
                Arguments.of("ip=10.0.0.1&to=2026-11-23t12:00:00z", request(ip, Optional.empty(), noon, 100)),
                Arguments.of(
                        "ip=10.0.0.1&from=2026-11-23T12:00:00Z&to=2026-11-23T12:00:00Z", request(ip, noon, noon, 100)));
    }

    private static IntervalsRequest request(Subject subject, Optional<Instant> from, Optional<Instant> to, int max) {
        return new IntervalsRequest(subject, from, to, Optional.empty(), max);
    }

    @ParameterizedTest
    @MethodSource("questions")
    void theQuestionIsAskedAsItIsMeant(String query, IntervalsRequest meant) {
        // When
        RawHttp.Response answer = service.get("/history?" + query);

        // Then
        assertThat(answer.body()).isEqualTo("{\"intervals\":[],\"coverage\":[]}");
        assertThat(history.requests()).containsExactly(meant);
    }

    @ParameterizedTest
    @CsvSource({
        "'', invalid_subject",
        "?, invalid_subject",
        "?ip=, invalid_subject",
        "?ip=10.0.0.1&pod=shop/cart, invalid_subject",
        "?ip=10.0.0.1&uid=u, invalid_subject",
        "?ip=10.0.0.01, invalid_ip",
        "?ip=10.0.0.1&ip=10.0.0.1, repeated_parameter",
        "?pod=cart, invalid_pod",
        "?pod=/cart, invalid_pod",
        "?pod=shop/, invalid_pod",
        "?pod=shop/cart/x, invalid_pod",
        "?uid=%zz, malformed_query",
        "?uid=a%00, malformed_query",
        "?uid=u&from=yesterday, bad_time",
        "?uid=u&to=2026-11-23T12:00:00+01:00, bad_time",
        "?uid=u&from=2026-11-23T12:00:01Z&to=2026-11-23T12:00:00Z, invalid_range",
        "?uid=u&limit=0, invalid_limit",
        "?uid=u&limit=1001, invalid_limit",
        "?uid=u&limit=-1, invalid_limit",
        "?uid=u&limit=all, invalid_limit",
        "?uid=u&continue=x, invalid_continue",
        "?uid=u&continue=AQAAAAAAAAAAAAD__wpkAAQ, invalid_continue",
    })
    void aQuestionThatIsNotUnderstoodIsRefused(String query, String reason) {
        // When
        RawHttp.Response answer = service.get("/history" + query);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).isEqualTo(reason);
        assertThat(history.requests()).isEmpty();
    }

    @Test
    void aPageContinuesWhereTheOneBeforeEnded() {
        // Given
        Cursor last = new Cursor(Instant.parse("2026-11-23T14:00:00.123456Z"), FakeCache.ip("fd00::1"), "uid-é");
        history.answers(request -> new IntervalsReply(
                List.of(CART), request.after().isEmpty() ? Optional.of(last) : Optional.empty(), List.of()));

        // When
        String token = service.get("/history?ip=10.0.0.1&limit=1").json().getString("continue");
        RawHttp.Response second = service.get("/history?ip=10.0.0.1&limit=1&continue=" + token);

        // Then
        assertThat(history.requests().get(1).after()).contains(last);
        assertThat(second.json().containsKey("continue")).isFalse();
    }

    @Test
    void aThousandIntervalsAreWrittenInParts() {
        // Given
        List<Interval> intervals = IntStream.range(0, 1000)
                .mapToObj(i -> FakeHistory.interval(
                        "10.0.0.1",
                        FakeHistory.pod("shop", "cart-" + i),
                        "2026-11-23T14:00:00Z",
                        "2026-11-23T14:10:00Z"))
                .toList();
        history.answers(request -> new IntervalsReply(intervals, Optional.empty(), List.of()));

        // When
        JsonArray answered =
                service.get("/history?ip=10.0.0.1&limit=1000").json().getJsonArray("intervals");

        // Then
        assertThat(answered.stream().map(JsonObject.class::cast).map(interval -> interval.getString("name")))
                .containsExactlyElementsOf(intervals.stream()
                        .map(interval -> interval.pod().name())
                        .toList());
    }

    @Test
    void theHeadHasNoBody() {
        try (RawHttp client = service.connect()) {
            // When
            RawHttp.Response head = client.ask("HEAD", "/history?ip=10.0.0.1");

            // Then
            assertThat(head.status()).isEqualTo(200);
            assertThat(client.get("/pod?ip=10.0.0.1").status()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @CsvSource({HistoryFailure.UNAVAILABLE + ", history_unavailable", HistoryFailure.OVERLOADED + ", overloaded"})
    void aDatabaseThatIsAwayIsToldFromTooManyQuestions(int code, String reason) {
        // Given
        history.fails(code);

        // When
        RawHttp.Response answer = service.get("/history?ip=10.0.0.1");

        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.reason()).isEqualTo(reason);
        // Each frees its place.
        for (int i = 0; i < 2 * HistoryEndpoint.MAX_RUNNING; i++) {
            assertThat(service.get("/history?ip=10.0.0.1").reason()).isEqualTo(reason);
        }
    }

    @Test
    void aDatabaseThatDoesNotAnswerHoldsUpNoListing() {
        // Given
        history.withhold();
        List<RawHttp> clients = new ArrayList<>();
        for (int i = 0; i < HistoryEndpoint.MAX_RUNNING; i++) {
            clients.add(service.connect().send(RawHttp.request("GET", "/history?ip=10.0.0.1")));
        }
        await().until(() -> history.requests().size() == HistoryEndpoint.MAX_RUNNING);

        // When
        RawHttp.Response oneMore = service.get("/history?ip=10.0.0.1");
        RawHttp.Response listing = service.get("/pods");

        // Then
        assertThat(oneMore.status()).isEqualTo(503);
        assertThat(oneMore.reason()).isEqualTo("overloaded");
        assertThat(listing.status()).isEqualTo(200);
        history.release();
        assertThat(clients)
                .allSatisfy(client -> assertThat(client.read().status()).isEqualTo(200));
        clients.forEach(RawHttp::close);
    }
}
