package io.podwatcher.integration.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.apiserver.Fault;
import io.podwatcher.apiserver.Kind;
import io.podwatcher.apiserver.pods.ApiPod;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The list, at the start and after a watch that is too old, meets each fault; after it the map is right. */
class ListFaultsIT {

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("unauthorized", Fault.status(401, "Unauthorized"), "Unauthorized"),
                Arguments.of("forbidden", Fault.status(403, "pods is forbidden: no"), "pods is forbidden: no"),
                Arguments.of("not_found", Fault.status(404, "the server could not find"), "could not find"),
                Arguments.of("expired", Fault.status(410, "continue is too old"), "too old"),
                Arguments.of("throttled", Fault.tooManyRequests(1), "too many requests"),
                Arguments.of("server_error", Fault.status(500, "etcd is sick"), "etcd is sick"),
                Arguments.of("server_error", Fault.status(503, "try later"), "try later"),
                Arguments.of("connection", Fault.noAnswer(), ""),
                Arguments.of("connection", Fault.closeInsteadOfAnswer(), ""),
                Arguments.of("connection", Fault.resetInsteadOfAnswer(), ""),
                Arguments.of("connection|unreadable", Fault.breakOff().after(2), ""),
                Arguments.of("connection", Fault.stall().after(1), ""),
                Arguments.of("unreadable", Fault.invalidJson().after(1), ""));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("faults")
    void atTheStartItIsNotReadyAndSaysWhyUntilTheFaultIsOver(String reason, Fault fault, String words)
            throws Exception {
        try (FaultyCluster cluster = new FaultyCluster()) {
            // Given
            cluster.change();
            cluster.server.faults().always(Kind.LIST, fault);

            // When
            cluster.watched();

            // Then
            cluster.awaitNotReadyBecauseOf(words);
            cluster.awaitRestart(reason.split("\\|"));
            assertThat(cluster.service().status("/health")).isEqualTo(200);
            cluster.server.faults().clear();
            cluster.awaitTheMapIsRight();
            cluster.awaitReady();
        }
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("faults")
    void whileAListIsNeededAgainLookupsGoOnAndTheMapIsRightAfterwards(String reason, Fault fault, String words)
            throws Exception {
        try (FaultyCluster cluster = new FaultyCluster()) {
            // Given
            cluster.change();
            cluster.watched().awaitReady();
            cluster.awaitTheMapIsRight();
            cluster.server.faults().next(Kind.LIST, 2, fault);

            // When
            cluster.server.strikeOpenWatches(Fault.error(410, "too old resource version"));
            cluster.change();

            // Then
            assertThat(cluster.service().status("/pod?ip=10.0.0.1")).isIn(200, 404);
            cluster.awaitTheMapIsRight();
            cluster.awaitRestart(reason.split("\\|"));
            cluster.change();
            cluster.awaitTheMapIsRight();
        }
    }

    @Test
    void aListOfManyPagesThatBreaksOffInTheMiddleIsBegunAnew() throws Exception {
        try (FaultyCluster cluster = new FaultyCluster()) {
            // Given
            for (int i = 0; i < 1300; i++) {
                cluster.server.put(
                        ApiPod.running("default", "pod-" + i, "uid-" + i, "10.1." + i / 256 + "." + i % 256));
            }
            cluster.server.faults().next(Kind.LIST, Fault.breakOff().after(400));

            // When
            cluster.watched();

            // Then
            cluster.awaitTheMapIsRight();
            cluster.awaitReady();
        }
    }

    @Test
    void theRestOfAListThatWasGivenUpDoesNotSpoilWhatItsSuccessorTold() throws Exception {
        try (FaultyCluster cluster = new FaultyCluster()) {
            // Given
            cluster.server.fill(30);
            cluster.change();
            cluster.watched().awaitReady();
            cluster.awaitWatched();
            // Sent in parts so far apart that the list is abandoned in between; about 300 KB.
            cluster.server.faults().next(Kind.LIST, Fault.trickle(256 * 1024, Duration.ofMillis(2500)));
            cluster.change();
            int lists = cluster.server.requests().count(Kind.LIST);
            cluster.server.strikeOpenWatches(Fault.error(410, "too old resource version"));
            await().atMost(FaultyCluster.BOUND)
                    .until(() -> cluster.server.requests().count(Kind.LIST) == lists + 2);
            cluster.change();
            cluster.awaitTheMapIsRight();

            // When
            await().atMost(FaultyCluster.BOUND).until(() -> cluster.server.openLists() == 0);

            // Then
            cluster.awaitTheMapIsRight();
            cluster.change();
            cluster.awaitTheMapIsRight();
        }
    }

    @Test
    void aTokenThatIsRefusedIsNotTheEnd() throws Exception {
        try (FaultyCluster cluster = new FaultyCluster()) {
            // Given
            cluster.change();
            cluster.server.faults().requireToken("another one");

            // When
            cluster.watched();

            // Then
            cluster.awaitRestart("unauthorized");
            cluster.server.faults().acceptAnyToken();
            cluster.awaitTheMapIsRight();
        }
    }
}
