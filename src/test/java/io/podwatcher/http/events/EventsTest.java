package io.podwatcher.http.events;

import static io.podwatcher.http.events.FollowedMap.labelled;
import static io.podwatcher.http.events.FollowedMap.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.model.Pod;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventsTest extends WithFollowedMap {

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
    void anEmptyMapIsSentAsAnEmptySnapshot() {
        // Given
        map.synced();

        // When
        EventClient client = map.follow("");

        // Then
        assertThat(client.next().data()).isEqualTo(new JsonObject("{\"first\":true,\"reason\":\"start\",\"pods\":{}}"));
        assertThat(client.next().name()).isEqualTo("bookmark");
    }

    @Test
    void aPodThatStartsChangesAndStopsIsReportedAsInItsLookup() {
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
    void aPodThatIsReportedAgainUnchangedIsNoEvent() {
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
    void aMapOfManyPagesIsSentInParts() {
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
}
