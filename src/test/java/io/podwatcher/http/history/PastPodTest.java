package io.podwatcher.http.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.http.FakeCache;
import io.podwatcher.http.FakeHistory;
import io.podwatcher.http.RawHttp;
import io.podwatcher.http.Service;
import io.podwatcher.messages.history.HistoryFailure;
import io.podwatcher.messages.history.PastOwner;
import io.podwatcher.messages.history.PastOwnersRequest.Question;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /pod?ip=&at=}. */
class PastPodTest extends WithFakeHistory {

    private static final String IP = "10.0.0.1";

    @Test
    void thePodThatOwnedItIsAnsweredWithWhenItDid() {
        // Given
        history.answers(
                IP,
                new PastOwner.Owned(FakeHistory.interval(
                        IP, FakeHistory.pod("shop", "cart"), "2026-11-23T14:00:00Z", "2026-11-23T14:10:00.5Z")));

        // When
        RawHttp.Response answer = pod(IP, "2026-11-23T15:03:00.25%2B01:00");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("x-watch-age")).isNull();
        assertThat(answer.json()).isEqualTo(new JsonObject("""
                {"name": "cart", "namespace": "shop", "uid": "uid-cart", "node_name": "node-1",
                 "service_account": "till", "owner": {"kind": "Deployment", "name": "cart"},
                 "start_time": "2026-11-01T00:00:00Z", "pod_ip": "10.0.0.1", "at": "2026-11-23T14:03:00.250Z",
                 "valid_from": "2026-11-23T14:00:00Z", "valid_from_after": "2026-11-23T14:00:00Z",
                 "valid_to": "2026-11-23T14:10:00.500Z", "valid_to_before": "2026-11-23T14:10:00.500Z"}
                """));
        assertThat(history.questions())
                .extracting(request -> request.questions())
                .containsExactly(List.of(new Question(FakeCache.ip(IP), Instant.parse("2026-11-23T14:03:00.250Z"))));
        assertThat(cache.lookups()).isEmpty();
    }

    @Test
    void whatIsNotKnownIsNull() {
        // Given
        history.answers(
                IP,
                new PastOwner.Owned(FakeHistory.open(IP, FakeHistory.bare("shop", "cart"), "2026-11-23T14:00:00Z")));

        // When
        JsonObject pod = pod(IP, AT).json();

        // Then
        assertThat(pod.fieldNames())
                .containsExactly(
                        "name",
                        "namespace",
                        "uid",
                        "node_name",
                        "service_account",
                        "owner",
                        "start_time",
                        "pod_ip",
                        "at",
                        "valid_from",
                        "valid_from_after",
                        "valid_to",
                        "valid_to_before");
        assertThat(pod.stream().filter(field -> field.getValue() == null).map(field -> field.getKey()))
                .containsExactly(
                        "node_name",
                        "service_account",
                        "owner",
                        "start_time",
                        "valid_from_after",
                        "valid_to",
                        "valid_to_before");
    }

    @Test
    void whereNobodyOwnedItTheAnswerSaysSo() {
        // When
        RawHttp.Response answer = pod(IP, AT);

        // Then
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.reason()).isEqualTo("not_found");
        assertThat(answer.body()).contains("No pod had IP 10.0.0.1 at 2026-11-23T14:03:00Z");
    }

    @Test
    void thatItWasANodesIsSaid() {
        // Given
        history.answers(IP, new PastOwner.HostNetwork());

        // Then
        RawHttp.Response answer = pod(IP, AT);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.reason()).isEqualTo("host_network");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                "2026-11-23T14:00:00Z | 2026-11-23T14:05:00Z | has a gap "
                        + "from 2026-11-23T14:00:00Z to 2026-11-23T14:05:00Z",
                "2026-11-23T14:00:00Z | - | has a gap from 2026-11-23T14:00:00Z on",
                "- | 2026-11-23T14:05:00Z | begins at 2026-11-23T14:05:00Z",
                "- | - | is empty",
            })
    void whereNothingIsKnownTheAnswerSaysWhatIsKnownAround(Instant until, Instant from, String words) {
        // Given
        history.answers(IP, new PastOwner.Unknown(Optional.ofNullable(until), Optional.ofNullable(from)));

        // When
        RawHttp.Response answer = pod(IP, AT);

        // Then
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().getString("reason")).isEqualTo("unknown_then");
        assertThat(answer.json().getString("error")).endsWith("is not known: the history " + words);
        assertThat(answer.json().fieldNames()).containsExactly("error", "reason", "covered_until", "covered_from");
        assertThat(answer.json().getInstant("covered_until")).isEqualTo(until);
        assertThat(answer.json().getInstant("covered_from")).isEqualTo(from);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofSeveralPossibleOwnersEachIsACandidate(boolean perhapsNobody) {
        // Given
        history.answers(
                IP,
                new PastOwner.Candidates(
                        List.of(
                                FakeHistory.interval(
                                        IP,
                                        FakeHistory.pod("shop", "cart"),
                                        "2026-11-23T14:00:00Z",
                                        "2026-11-23T14:02:00Z"),
                                FakeHistory.open(IP, FakeHistory.bare("media", "player"), "2026-11-23T14:04:00Z")),
                        perhapsNobody));

        // When
        RawHttp.Response answer = pod(IP, AT);

        // Then
        assertThat(answer.status()).isEqualTo(409);
        JsonObject body = answer.json();
        assertThat(body.fieldNames()).containsExactly("error", "reason", "candidates", "perhaps_nobody");
        assertThat(body.getString("reason")).isEqualTo("ambiguous_then");
        assertThat(body.getBoolean("perhaps_nobody")).isEqualTo(perhapsNobody);
        assertThat(body.getString("error").contains("whether any pod")).isEqualTo(perhapsNobody);
        JsonArray candidates = body.getJsonArray("candidates");
        assertThat(candidates).hasSize(2);
        assertThat(candidates.getJsonObject(0).getString("name")).isEqualTo("cart");
        assertThat(candidates.getJsonObject(0).getString("valid_to")).isEqualTo("2026-11-23T14:02:00Z");
        assertThat(candidates.getJsonObject(1).getString("pod_ip")).isEqualTo(IP);
        assertThat(candidates.getJsonObject(1).containsKey("at")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ip=10.0.0.1&at= | bad_time | at is not an RFC 3339 time",
                "ip=10.0.0.1&at | bad_time | at is not an RFC 3339 time",
                "ip=10.0.0.1&at=now | bad_time | for example 2026-11-23T14:03:00Z",
                "ip=10.0.0.1&at=2026-11-23 | bad_time | at is not an RFC 3339 time",
                "ip=10.0.0.1&at=2026-11-23T14:03:00+01:00 | bad_time | %2B",
                "ip=10.0.0.1&at=2026-11-23T15:00:00.000001Z | future_time | here it is 2026-11-23T15:00:00Z",
                "ip=10.0.0.1&at=9999-12-31T23:59:59Z | future_time | in the future",
                "ip=10.0.0.1&at=2026-10-24T14:59:59.999999Z | time_before_retention | from before 2026-10-24T15:00:00Z",
                "ip=10.0.0.1&at=0000-01-01T00:00:00%2B23:59 | time_before_retention | HISTORY_KEEP",
                "ip=10.0.0.1&at=2026-11-23T14:03:00Z&at=2026-11-23T14:03:00Z | repeated_parameter | at is given more",
                "ip=10.0.0.1&at=2026-11-23T14:03:00Z&wait=1s | invalid_wait | nothing to wait for",
                "ip=10.0.0.1&wait=1s&at=2026-11-23T14:03:00Z | invalid_wait | nothing to wait for",
                "ip=10.0.0.1&at=2026-11-23T14:03:00Z&notOlderThan=7 | invalid_version | the current map",
                "ip=10.0.0.1&%61t=now | bad_time | at is not an RFC 3339 time",
                "at=2026-11-23T14:03:00Z | missing_ip | &at=2026-11-23T14:03:00Z",
                "ip=10.0.0.01&at=2026-11-23T14:03:00Z | invalid_ip | plain notation",
                "ip=10.0.0.1&at=%zz | invalid_ip | cannot be decoded",
            })
    void aQuestionThatIsNotUnderstoodIsRefused(String query, String reason, String words) {
        // When
        RawHttp.Response answer = service.get("/pod?" + query);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).isEqualTo(reason);
        assertThat(answer.json().getString("error")).contains(words);
        assertThat(history.questions()).isEmpty();
        assertThat(cache.lookups()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-23T15:00:00Z", "2026-10-24T15:00:00Z"})
    void theFirstAndTheLastMomentMayBeAskedAbout(String at) {
        assertThat(pod(IP, at).reason()).isEqualTo("not_found");
    }

    @Test
    void aDatabaseThatIsAwayIsToldFromTooManyQuestions() {
        // When
        history.fails(HistoryFailure.UNAVAILABLE);
        RawHttp.Response unavailable = pod(IP, AT);
        history.fails(HistoryFailure.OVERLOADED);
        RawHttp.Response overloaded = pod(IP, AT);

        // Then
        assertThat(unavailable.status()).isEqualTo(503);
        assertThat(unavailable.reason()).isEqualTo("history_unavailable");
        assertThat(unavailable.body()).contains("the database refuses connections");
        assertThat(overloaded.status()).isEqualTo(503);
        assertThat(overloaded.reason()).isEqualTo("overloaded");
        assertThat(overloaded.header("retry-after")).isEqualTo("1");
    }

    @Test
    void aHistoryThatDoesNotAnswerIsUnavailable() {
        // Given
        history.withhold();
        Vertx impatient = Vertx.vertx();
        new FakeHistory(impatient).listen().withhold();
        Service service = Service.startWithHistory(impatient, OPTIONS, Optional.empty(), Duration.ofMillis(25));

        // When
        RawHttp.Response answer = service.get("/pod?ip=10.0.0.1&at=" + AT);

        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.reason()).isEqualTo("history_unavailable");
        assertThat(answer.body()).contains("has not answered in time");
        Service.await(impatient.close());
    }

    @Test
    void noMoreThanSomeQuestionsAreUnderWayAndLookupsOfNowGoOn() {
        // Given
        history.withhold();
        List<RawHttp> clients = new ArrayList<>();
        for (int i = 0; i < HistoryClient.MAX_SINGLE; i++) {
            clients.add(service.connect().send(RawHttp.request("GET", "/pod?ip=10.0.0.1&at=" + AT)));
        }
        await().until(() -> history.questions().size() == HistoryClient.MAX_SINGLE);

        // When
        RawHttp.Response oneMore = pod(IP, AT);
        RawHttp.Response ofNow = service.get("/pod?ip=10.0.0.1");

        // Then
        assertThat(oneMore.status()).isEqualTo(503);
        assertThat(oneMore.reason()).isEqualTo("overloaded");
        assertThat(ofNow.status()).isEqualTo(404);
        history.release();
        assertThat(clients)
                .allSatisfy(client -> assertThat(client.read().status()).isEqualTo(404));
        assertThat(pod(IP, AT).status()).isEqualTo(404);
        clients.forEach(RawHttp::close);
    }

    @Test
    void aClientThatHasGoneFreesItsPlace() {
        // Given
        history.withhold();
        RawHttp client = service.connect().send(RawHttp.request("GET", "/pod?ip=10.0.0.1&at=" + AT));
        await().until(() -> history.questions().size() == 1);

        // When
        client.abort();
        service.hasReadEverything();
        history.release();

        // Then
        assertThat(pod(IP, AT).status()).isEqualTo(404);
    }

    @Test
    void theHeadIsAnsweredLikeTheWhole() {
        try (RawHttp client = service.connect()) {
            // When
            RawHttp.Response head = client.ask("HEAD", "/pod?ip=10.0.0.1&at=" + AT);

            // Then
            assertThat(head.status()).isEqualTo(404);
            assertThat(client.get("/pod?ip=10.0.0.1").status()).isEqualTo(404);
        }
    }

    @Test
    void withoutAtTheMapAnswers() {
        // Given
        cache.owns(IP, FakeCache.pod("shop", "now", 0));

        // Then
        assertThat(service.get("/pod?ip=10.0.0.1").json().getString("name")).isEqualTo("now");
        assertThat(service.get("/pod?ip=10.0.0.1&x=at").json().getString("name"))
                .isEqualTo("now");
        assertThat(history.questions()).isEmpty();
    }
}
