package io.podwatcher.http.events;

import static io.podwatcher.http.events.FollowedMap.labelled;
import static io.podwatcher.http.events.FollowedMap.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.messages.watch.PodChange;
import io.podwatcher.messages.watch.PodsChanged.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventsResumptionTest extends WithFollowedMap {

    private static final int STEPS = 400;
    private static final int PODS = 12;
    private static final String LAST_IP = "10.9.9.9";
    private static final List<String> FILTERS = List.of("", "?namespace=even", "?labelSelector=colour+in+(red,green)");

    @Test
    void aClientThatReconnectsIsSentOnlyTheChangesSince() {
        // Given
        map.synced(pod("default", "web", "10.0.0.1"), pod("default", "db", "10.0.0.2"));
        EventClient first = map.follow("");
        String id = first.next("bookmark").id();
        first.close();
        map.awaitNoStreams();
        map.put(pod("default", "new", "10.0.0.3"));
        map.delete("db");

        // When
        EventClient again = map.follow("", "Last-Event-ID", id);

        // Then
        assertThat(again.next().name()).isEqualTo("pod");
        assertThat(again.next().name()).isEqualTo("deleted");
        assertThat(again.next().name()).isEqualTo("bookmark");
    }

    @Test
    void theIdMayStandInTheQuery() {
        // Given
        map.synced(pod("default", "web", "10.0.0.1"));
        String id = map.follow("").next("bookmark").id();

        // When
        EventClient again = map.follow("?lastEventId=" + id);

        // Then
        EventClient.Event first = again.next();
        assertThat(first.name()).isEqualTo("bookmark");
        assertThat(first.id()).isEqualTo(id);
    }

    @Test
    void theHeaderCountsMoreThanTheQueryAsABrowserRepeatsItsFirstRequest() {
        // Given
        map.synced();
        String id = map.follow("").next("bookmark").id();

        // When
        EventClient again = map.follow("?lastEventId=first-time", "Last-Event-ID", id);

        // Then
        assertThat(again.next().name()).isEqualTo("bookmark");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0123456789abcdef-0", "0123456789abcdef-7", "hello", "1", "-", "-1", "a-99999999999999999999"})
    void anIdOfAnotherProcessIsAnsweredWithAllPodsAndWhy(String id) {
        // Given
        map.synced(pod("default", "web", "10.0.0.1"));

        // When
        EventClient client = map.follow("?snapshot=false", "Last-Event-ID", id);

        // Then
        EventClient.Event snapshot = client.next();
        assertThat(snapshot.name()).isEqualTo("snapshot");
        assertThat(snapshot.data().getString("reason")).isEqualTo("other_instance");
        assertThat(client.copy()).containsOnlyKeys("10.0.0.1");
    }

    @Test
    void aPositionThatHasNotBeenReachedIsNotOfThisInstance() {
        // Given
        map.synced();
        String id = map.follow("").next("bookmark").id();
        String instance = id.substring(0, id.indexOf('-'));

        // When
        EventClient client = map.follow("", "Last-Event-ID", instance + "-1000");

        // Then
        assertThat(client.next().data().getString("reason")).isEqualTo("other_instance");
    }

    @Test
    void aClientThatWasAwayForTooManyChangesIsSentASnapshotAndItsReason() {
        // Given
        map.synced();
        EventClient first = map.follow("");
        String id = first.next("bookmark").id();
        first.close();
        map.awaitNoStreams();
        for (int i = 0; i < 130; i++) {
            change256Pods(i);
        }

        // When
        EventClient again = map.follow("", "Last-Event-ID", id);

        // Then
        assertThat(again.next().data().getString("reason")).isEqualTo("too_old");
        again.next("bookmark");
        assertThat(again.copy()).isEqualTo(map.pods("")).hasSize(256);
    }

    @Test
    void aLiveClientIsSentASnapshotWhenMoreChangesComeAtOnceThanAreKept() {
        // Given
        map.synced();
        EventClient client = map.follow("");
        client.next("bookmark");

        // When
        List<PodChange> all = new ArrayList<>();
        for (int i = 0; i < 40_000; i++) {
            all.add(new PodChange.Present(pod("default", "pod-" + i, "10.1." + i / 250 + "." + i % 250)));
        }
        map.send(Part.LIST_END, all);

        // Then
        EventClient.Event snapshot = client.next("snapshot");
        assertThat(snapshot.data().getString("reason")).isEqualTo("too_old");
        client.nextThat(event -> client.copy().size() == 40_000);
    }

    private void change256Pods(int revision) {
        List<PodChange> changes = new ArrayList<>();
        for (int i = 0; i < 256; i++) {
            changes.add(new PodChange.Present(
                    labelled("default", "pod-" + i, "n1", "{\"revision\":\"" + revision + "\"}", "10.1.0." + i)));
        }
        map.send(Part.WATCH, changes);
    }

    @Test
    void whateverHappensTheCopyIsTheMapAndMayBeTakenUpBehindAnyId() {
        // Given
        long seed = Long.getLong("events.seed", System.nanoTime());
        System.out.println("EventsResumptionTest: repeat with -Devents.seed=" + seed);
        Random random = new Random(seed);
        map.synced();
        Map<String, EventClient> clients = new LinkedHashMap<>();
        FILTERS.forEach(filter -> clients.put(filter, map.follow(filter)));

        // When
        for (int step = 0; step < STEPS; step++) {
            step(random);
        }
        map.put(labelled("even", "last", "n1", "{\"colour\":\"red\"}", LAST_IP));

        // Then
        clients.forEach((filter, client) -> {
            Map<String, String> pods = map.pods(filter);
            Map<String, Map<String, String>> copies = new LinkedHashMap<>();
            client.nextThat(event -> {
                if (!event.id().isEmpty()) {
                    copies.put(event.id(), client.copy());
                }
                return event.name().equals("bookmark") && client.copy().containsKey(LAST_IP);
            });
            assertThat(client.copy()).as("seed %d, %s", seed, filter).isEqualTo(pods);
            List<String> ids = new ArrayList<>(copies.keySet());
            for (int i = 0; i < 20; i++) {
                String id = ids.get(random.nextInt(ids.size()));
                EventClient resumed = map.follow(filter, "Last-Event-ID", id).knowing(copies.get(id));
                resumed.next("bookmark");
                assertThat(resumed.copy())
                        .as("seed %d, %s, resumed behind %s", seed, filter, id)
                        .isEqualTo(pods);
                resumed.close();
                if (i % 10 == 9) {
                    // More streams than these and the ten before would be refused.
                    map.awaitStreams(FILTERS.size());
                }
            }
        });
    }

    private void step(Random random) {
        int number = random.nextInt(PODS);
        String name = "pod-" + number;
        if (random.nextInt(4) == 0) {
            map.delete(name);
        } else {
            String labels = "{\"colour\":\"" + List.of("red", "green", "blue").get(random.nextInt(3)) + "\"}";
            String namespace = number % 2 == 0 ? "even" : "odd";
            map.put(labelled(namespace, name, "n1", labels, "10.0.0." + (1 + random.nextInt(8))));
        }
    }
}
