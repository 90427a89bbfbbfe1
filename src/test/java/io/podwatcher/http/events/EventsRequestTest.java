package io.podwatcher.http.events;

import static io.podwatcher.http.events.FollowedMap.labelled;
import static io.podwatcher.http.events.FollowedMap.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.http.RawHttp;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventsRequestTest extends WithFollowedMap {

    @Test
    void theHeadForbidsBufferingByProxies() {
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
    void aFilterNarrowsWhatIsSentAndAnEntryThatNoLongerMatchesIsDeleted(String filter, String ip) {
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
        "node=%zz, malformed_query",
        "namespace=shop;node=n1, malformed_query"
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
