package io.podwatcher.http;

import static io.podwatcher.http.FollowedMap.labelled;
import static io.podwatcher.http.FollowedMap.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.pod.Pod;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
class EventsTest {

    private FollowedMap map;

    @BeforeEach
    void start(Vertx vertx) {
        map = FollowedMap.start(vertx);
    }

    @AfterEach
    void leave() {
        map.leave();
    }

    @Test
    void aStreamBeginsWithAllPodsAndABookmark() {
        // Given
        map.synced(pod("default", "web", "10.0.0.1", "fd00::1"), pod("shop", "db", "10.0.0.2"));

        // When
        EventClient client = map.follow("");

        // Then
        EventClient.Event snapshot = client.next();
        assertThat(snapshot.name()).isEqualTo("snapshot");
        assertThat(snapshot.id()).isEmpty();
        assertThat(snapshot.data().getBoolean("first")).isTrue();
        assertThat(snapshot.data().getString("reason")).isEqualTo("start");
        assertThat(client.copy()).isEqualTo(Map.of("10.0.0.1", "web", "fd00::1", "web", "10.0.0.2", "db"));
        EventClient.Event bookmark = client.next();
        assertThat(bookmark.name()).isEqualTo("bookmark");
        assertThat(bookmark.id()).isNotEmpty();
        assertThat(bookmark.data()).isEqualTo(new JsonObject("{\"pod_count\":3,\"watch_age\":0}"));
    }

    @Test
    void theHeadSaysThatNothingMayKeepItBack() {
        // Given
        map.synced();

        // When
        EventClient client = map.follow("");

        // Then
        assertThat(client.headers().map())
                .contains(
                        Map.entry("content-type", List.of("text/event-stream")),
                        Map.entry("cache-control", List.of("no-store")),
                        Map.entry("x-accel-buffering", List.of("no")),
                        Map.entry("x-watch-age", List.of("0")),
                        Map.entry("vary", List.of("accept-encoding")));
    }

    @Test
    void anEmptyMapIsToldToo() {
        // Given
        map.synced();

        // When
        EventClient client = map.follow("");

        // Then
        assertThat(client.next().data()).isEqualTo(new JsonObject("{\"first\":true,\"reason\":\"start\",\"pods\":{}}"));
        assertThat(client.next().name()).isEqualTo("bookmark");
    }

    @Test
    void aPodThatComesChangesAndGoesIsToldWithItsAnswer() {
        // Given
        map.synced();
        EventClient client = map.follow("");
        client.next("bookmark");

        // When
        map.put(pod("default", "web", "10.0.0.1"));

        // Then
        EventClient.Event come = client.next("pod");
        assertThat(come.data().getString("ip")).isEqualTo("10.0.0.1");
        assertThat(come.data().getJsonObject("pod"))
                .isEqualTo(map.service.get("/pod?ip=10.0.0.1").json());
        assertThat(come.id()).isNotEmpty();

        // When
        map.put(labelled("default", "web", "n2", "{\"app\":\"v2\"}", "10.0.0.1"));

        // Then
        assertThat(client.next("pod")
                        .data()
                        .getJsonObject("pod")
                        .getJsonObject("labels")
                        .getString("app"))
                .isEqualTo("v2");

        // When
        map.delete("web");

        // Then
        EventClient.Event gone = client.next("deleted");
        assertThat(gone.data()).isEqualTo(new JsonObject("{\"ip\":\"10.0.0.1\"}"));
        assertThat(gone.id()).isNotEqualTo(come.id());
    }

    @Test
    void anIpThatBecomesAmbiguousIsDeletedUntilOneClaimantGoes() {
        // Given
        map.synced(pod("default", "one", "10.0.0.1"));
        EventClient client = map.follow("");
        client.next("bookmark");

        // When
        map.put(pod("default", "other", "10.0.0.1"));

        // Then
        assertThat(client.next("deleted").data().getString("ip")).isEqualTo("10.0.0.1");

        // When
        map.delete("one");

        // Then
        assertThat(client.next("pod").data().getJsonObject("pod").getString("name"))
                .isEqualTo("other");
    }

    @Test
    void aPodThatIsToldAnewAsItWasIsNoEvent() {
        // Given
        map.synced(pod("default", "web", "10.0.0.1"));
        EventClient client = map.follow("");
        String before = client.next("bookmark").id();

        // When
        map.put(pod("default", "web", "10.0.0.1"));

        // Then
        assertThat(client.next().id()).isEqualTo(before);
        assertThat(client.next().id()).isEqualTo(before);
    }

    @Test
    void bookmarksComeAgainAndAgain() {
        // Given
        map.synced(pod("default", "web", "10.0.0.1"));
        EventClient client = map.follow("");
        client.next("bookmark");

        // When
        map.put(pod("default", "db", "10.0.0.2"));
        String id = client.next("pod").id();

        // Then
        EventClient.Event bookmark = client.next();
        assertThat(bookmark.name()).isEqualTo("bookmark");
        assertThat(bookmark.id()).isEqualTo(id);
        assertThat(bookmark.data().getInteger("pod_count")).isEqualTo(2);
        assertThat(client.next()).isEqualTo(bookmark);
    }

    @Test
    void withoutASnapshotAStreamBeginsWithABookmark() {
        // Given
        map.synced(pod("default", "web", "10.0.0.1"));

        // When
        EventClient client = map.follow("?snapshot=false");

        // Then
        assertThat(client.next().name()).isEqualTo("bookmark");
        map.put(pod("default", "db", "10.0.0.2"));
        client.next("pod");
        assertThat(client.copy()).isEqualTo(Map.of("10.0.0.2", "db"));
    }

    @ParameterizedTest
    @CsvSource({
        "namespace=shop, 10.0.0.1",
        "node=n2, 10.0.0.2",
        "labelSelector=app%3Dweb, 10.0.0.3",
        "namespace=default&node=n1&labelSelector=app%3Dweb, 10.0.0.3"
    })
    void aFilterNarrowsWhatIsToldAndAnEntryThatLeavesItIsDeleted(String filter, String ip) {
        // Given
        map.synced(
                labelled("shop", "one", "n1", "{}", "10.0.0.1"),
                labelled("default", "two", "n2", "{}", "10.0.0.2"),
                labelled("default", "three", "n1", "{\"app\":\"web\"}", "10.0.0.3"));
        EventClient client = map.follow("?" + filter);
        client.next("bookmark");
        assertThat(client.copy()).isEqualTo(map.pods("?" + filter)).containsOnlyKeys(ip);

        // When
        map.put(
                labelled("other", "one", "n1", "{}", "10.0.0.1"),
                labelled("other", "two", "n3", "{}", "10.0.0.2"),
                labelled("default", "three", "n1", "{\"app\":\"db\"}", "10.0.0.3"));

        // Then
        client.awaitCopy(Map.of());
    }

    @Test
    void aMapOfManyPagesIsToldInParts() {
        // Given
        map.synced(IntStream.range(0, 1000)
                .mapToObj(i -> FollowedMap.large("pod-" + i, 2000, "10.0." + i / 250 + "." + i % 250))
                .toArray(Pod[]::new));

        // When
        EventClient client = map.follow("");

        // Then
        assertThat(client.next().data().getBoolean("first")).isTrue();
        EventClient.Event part = client.next();
        assertThat(part.name()).isEqualTo("snapshot");
        assertThat(part.data().fieldNames()).containsExactly("first", "pods");
        assertThat(part.data().getBoolean("first")).isFalse();
        client.next("bookmark");
        assertThat(client.copy()).hasSize(1000).isEqualTo(map.pods(""));
    }

    @Test
    void headAnswersTheHeadersOnly() {
        // Given
        map.synced();

        // When
        try (RawHttp client = map.service.connect()) {
            RawHttp.Response head = client.ask("HEAD", "/events");

            // Then
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("content-type")).isEqualTo("text/event-stream");
            assertThat(head.header("x-watch-age")).isEqualTo("0");
            assertThat(client.get("/health").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "snapshot=no, invalid_snapshot",
        "snapshot=true&snapshot=true, repeated_parameter",
        "lastEventId=a&lastEventId=b, repeated_parameter",
        "namespace=a&namespace=b, repeated_parameter",
        "labelSelector=%3D, invalid_selector",
        "node=%zz, malformed_query"
    })
    void whatCannotBeUnderstoodIsRefused(String query, String reason) {
        // Given
        map.synced();

        // When
        RawHttp.Response answer = map.service.get("/events?" + query);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).isEqualTo(reason);
    }

    @Test
    void thereAreNoEventsBeforeTheFirstList() {
        // When
        RawHttp.Response answer = map.service.get("/events");

        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.reason()).isEqualTo("not_synced");
    }
}
