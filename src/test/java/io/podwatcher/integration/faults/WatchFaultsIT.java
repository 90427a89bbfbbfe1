package io.podwatcher.integration.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.Fault;
import io.podwatcher.apiserver.Kind;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A running watch meets each fault while pods change; after it the map is right, and the reason has been reported. */
class WatchFaultsIT {

    /** So many that the pauses in between have grown as far as they do in {@link FaultyCluster}. */
    private static final int PAUSED_LISTS = 5;

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("plain end", "closed", server -> server.strikeOpenWatches(Fault.end())),
                fault("end without a code", "closed", server -> server.strikeOpenWatches(Fault.endWithoutCode())),
                fault("end with an error code", "closed", server -> server.strikeOpenWatches(Fault.end(1011))),
                fault("ends again and again, at once", "closed|expired", server -> {
                    server.faults().next(Kind.WATCH, 4, Fault.end());
                    server.strikeOpenWatches(Fault.end());
                }),
                fault("end in the middle of an event", "closed", server -> server.strikeOpenWatches(Fault.breakOff())),
                fault("end after each event", "closed|expired", server -> {
                    server.faults().next(Kind.WATCH, 5, Fault.end().after(1));
                    server.strikeOpenWatches(Fault.end());
                }),
                fault("dropped", "closed", server -> server.strikeOpenWatches(Fault.drop())),
                fault("reset", "closed", server -> server.strikeOpenWatches(Fault.reset())),
                fault("half-open", "closed", server -> server.strikeOpenWatches(Fault.halfOpen())),
                fault("silent, though it answers pings", "silent", server -> server.strikeOpenWatches(Fault.stall())),
                fault("invalid JSON", "unreadable", server -> server.strikeOpenWatches(Fault.invalidJson())),
                fault("unknown event", "unreadable", server -> server.strikeOpenWatches(Fault.unknownEventType())),
                fault("event without a version, then an end", "unreadable", server -> {
                    server.strikeOpenWatches(
                            Fault.event("{\"type\":\"MODIFIED\",\"object\":{\"kind\":\"Pod\",\"apiVersion\":\"v1\"}}"));
                    // Pods are deleted before the watch is open again.
                    server.faults().next(Kind.WATCH, 2, Fault.status(503, "busy"));
                    server.strikeOpenWatches(Fault.end());
                }),
                fault("deletion without a UID", "unreadable", server -> {
                    server.strikeOpenWatches(Fault.event("DELETED", named("moving")));
                    server.delete("default", "moving");
                }),
                fault("change without a UID", "unreadable", server -> {
                    server.strikeOpenWatches(Fault.event("MODIFIED", named("moving")));
                }),
                fault("deletion of another pod of the same name", "unreadable", server -> {
                    server.strikeOpenWatches(
                            Fault.event("DELETED", named("moving").put("uid", "uid-before")));
                    server.delete("default", "moving");
                }),
                fault("change without a name", "unreadable", server -> {
                    server.strikeOpenWatches(Fault.event(
                            "MODIFIED", versioned().put("namespace", "default").put("uid", "uid-moving")));
                }),
                fault("too old, told by an event", "expired", server -> {
                    server.strikeOpenWatches(Fault.error(410, "too old resource version: 1 (2)"));
                }),
                fault("too old, compacted", "expired", server -> {
                    server.faults().next(Kind.WATCH, 2, Fault.status(503, "busy"));
                    server.strikeOpenWatches(Fault.end());
                    server.advance();
                    server.compact();
                }),
                fault("too old, told by a status", "expired", server -> {
                    server.faults().next(Kind.WATCH, Fault.status(410, "too old"));
                    server.strikeOpenWatches(Fault.end());
                }),
                fault("error event 500", "closed", server -> server.strikeOpenWatches(Fault.error(500, "etcd"))),
                reopening("unauthorized", Fault.status(401, "Unauthorized")),
                reopening("forbidden", Fault.status(403, "pods is forbidden")),
                reopening("not_found", Fault.status(404, "not found")),
                reopening("throttled", Fault.tooManyRequests(1)),
                reopening("server_error", Fault.status(500, "internal")),
                reopening("server_error", Fault.status(503, "busy")),
                reopening("connection", Fault.noAnswer()),
                reopening("connection", Fault.closeInsteadOfAnswer()),
                reopening("connection", Fault.resetInsteadOfAnswer()));
    }

    private static JsonObject named(String name) {
        return versioned().put("namespace", "default").put("name", name);
    }

    private static JsonObject versioned() {
        return new JsonObject().put("resourceVersion", "1");
    }

    /** The watch ends, and opening it again fails twice. */
    private static Arguments reopening(String reason, Fault fault) {
        return fault("reopening: " + fault, reason, server -> {
            server.faults().next(Kind.WATCH, 2, fault);
            server.strikeOpenWatches(Fault.end());
        });
    }

    private static Arguments fault(String name, String reason, Consumer<ApiServer> strike) {
        return Arguments.of(name, reason, strike);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void afterTheFaultTheMapIsRightAndTheReasonIsTold(String name, String reason, Consumer<ApiServer> strike)
            throws Exception {
        try (FaultyCluster cluster = new FaultyCluster()) {
            // Given
            cluster.change();
            cluster.watched("WATCH_MAX_AGE=6s").awaitReady();
            cluster.change();
            cluster.awaitTheMapIsRight();

            // When
            strike.accept(cluster.server);
            cluster.change();

            // Then
            cluster.awaitTheMapIsRight();
            cluster.awaitRestart(reason.split("\\|"));
            cluster.change();
            cluster.awaitTheMapIsRight();
            cluster.awaitReady();
        }
    }

    static Stream<Fault> brokenConnections() {
        return Stream.of(Fault.end(1011), Fault.breakOff(), Fault.drop(), Fault.reset(), Fault.halfOpen());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenConnections")
    void watchWhoseConnectionBreaksIsResumedWithoutAList(Fault fault) throws Exception {
        try (FaultyCluster cluster = new FaultyCluster()) {
            // Given
            cluster.change();
            cluster.watched().awaitReady();
            cluster.change();
            cluster.awaitTheMapIsRight();
            int lists = cluster.server.requests().count(Kind.LIST);

            // When
            cluster.server.strikeOpenWatches(fault);
            cluster.change();

            // Then
            cluster.awaitTheMapIsRight();
            cluster.awaitReady();
            assertThat(cluster.server.requests().count(Kind.LIST)).isEqualTo(lists);
        }
    }

    @Test
    void serverThatClosesEachWatchCleanlyIsNotListedWithoutAPause() throws Exception {
        try (FaultyCluster cluster = new FaultyCluster()) {
            // Given
            cluster.change();
            cluster.server.faults().always(Kind.WATCH, Fault.end());
            cluster.watched();
            await().atMost(FaultyCluster.BOUND).until(() -> cluster.watch().containsKey("problem"));
            int before = cluster.server.requests().count(Kind.LIST) + PAUSED_LISTS;
            await().atMost(FaultyCluster.BOUND)
                    .until(() -> cluster.server.requests().count(Kind.LIST) >= before);

            // When
            long since = System.nanoTime();
            await().atMost(FaultyCluster.BOUND)
                    .until(() -> cluster.server.requests().count(Kind.LIST) >= before + PAUSED_LISTS);

            // Then: at least half of the longest pause lies between two of them
            assertThat(Duration.ofNanos(System.nanoTime() - since))
                    .isGreaterThan(Duration.ofMillis(400).multipliedBy(PAUSED_LISTS - 1));
            assertThat(cluster.watch().getString("problem")).contains("the API server");
            cluster.server.faults().clear();
            cluster.change();
            cluster.awaitTheMapIsRight();
            await().atMost(FaultyCluster.BOUND).until(() -> !cluster.watch().containsKey("problem"));
        }
    }

    @Test
    void aServerThatGoesAndComesBackOnAnotherDayIsWatchedAgain() throws Exception {
        try (FaultyCluster cluster = new FaultyCluster()) {
            // Given
            cluster.change();
            cluster.watched("WATCH_MAX_AGE=3s").awaitReady();

            // When
            cluster.server.stop();
            cluster.change();
            cluster.awaitNotReadyBecauseOf("the API server has been silent for");

            // Then
            assertThat(cluster.service().status("/health")).isEqualTo(200);
            assertThat(cluster.service().status("/pod?ip=10.0.0.1")).isEqualTo(200);
            assertThat(cluster.watch().getInteger("failures")).isPositive();
            assertThat(cluster.watch().getString("last_error_at")).isNotEmpty();
            cluster.server.start();
            cluster.awaitTheMapIsRight();
            cluster.awaitReady();
            assertThat(cluster.restarts()).contains("connection");
        }
    }
}
