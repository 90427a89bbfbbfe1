package io.podwatcher.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.NeedsQuiet;
import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.integration.service.RunningService;
import io.podwatcher.watch.api.ClusterAccess;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Hundreds of clients follow a thousand changes a second, and one in ten of them never reads. */
@NeedsQuiet
class EventsLoadIT {

    /** -Dclients=1000 needs two quiet cores. */
    private static final int CLIENTS = Integer.getInteger("clients", 200);

    private static final int ONE_SILENT_IN = 10;
    private static final int PODS = 100;
    private static final int CHANGES_A_SECOND = 1000;
    private static final int SECONDS = 3;

    /** That of all pods that change. */
    private static final String NAMESPACE = "load-000";

    /**
     * Together more than the kernel takes for a connection over the loopback, so that a client that does not read is
     * noticed.
     */
    private static final int LARGE_PODS = 750;

    /** Nearly all the labels that are served of one pod. */
    private static final int LARGE = 8000;

    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1) / CHANGES_A_SECOND;

    /** The last pod of each second has a name that begins so. */
    private static final String OVER = "a-second-is-over";

    /**
     * Of all that is encoded for them: a queue and a chunk of each that does not read would be about 20 MB, if none
     * were shared.
     */
    private static final double MAX_HELD_BYTES = 32 << 20;

    @Test
    void allReadersAreSentTheChangesTheOthersAreDisconnectedAndLookupsAreAnswered() throws Exception {
        try (ApiServer server = new ApiServer();
                EventCrowd crowd = new EventCrowd("\"name\":\"" + OVER)) {
            // Given
            server.fill(PODS);
            for (int i = 0; i < LARGE_PODS; i++) {
                server.put(ApiPod.running("large", "large-" + i, "uid-large-" + i, "10.98." + i / 250 + "." + i % 250)
                        .withLabels(Map.of("padding", "x".repeat(LARGE))));
            }
            server.start();
            try (RunningService service = RunningService.start(new ClusterAccess(server.config(), "test"))) {
                await().until(() -> service.status("/ready") == 200);
                crowd.join(service.port(), CLIENTS, ONE_SILENT_IN, NAMESPACE);
                await().until(() -> metric(service, "pod_watcher_event_streams") == CLIENTS);

                // When
                AtomicBoolean over = new AtomicBoolean();
                CompletableFuture<Double> mostHeld = CompletableFuture.supplyAsync(() -> look(service, over));
                for (int second = 1; second <= SECONDS; second++) {
                    change(server, second);

                    // Then: on a slow machine the next second begins later, so that only who does not read is slow
                    int seconds = second;
                    await().until(() -> crowd.informed(seconds) == crowd.readers() || crowd.lost() > 0);
                    assertThat(crowd.lost()).isZero();
                }
                await().until(() ->
                        metric(service, "pod_watcher_event_streams_cut_total{reason=\"slow\"}") == crowd.silent());
                assertThat(metric(service, "pod_watcher_event_streams")).isEqualTo(crowd.readers());
                over.set(true);
                assertThat(mostHeld.get(1, TimeUnit.MINUTES)).isLessThan(MAX_HELD_BYTES);

                // When
                crowd.close();

                // Then
                await().until(() -> metric(service, "pod_watcher_event_streams") == 0
                        && metric(service, "pod_watcher_event_held_bytes") == 0);
            }
        }
    }

    private static void change(ApiServer server, int second) {
        long due = System.nanoTime();
        for (int i = 0; i < CHANGES_A_SECOND; i++) {
            server.put(changed(i % PODS, second * CHANGES_A_SECOND + i));
            due += PAUSE_NANOS;
            LockSupport.parkNanos(due - System.nanoTime());
        }
        server.put(ApiPod.running(NAMESPACE, OVER + "-" + second, "uid-over-" + second, "10.99.0." + second));
    }

    /** Looks up all pods again and again; returns the most bytes that were held for streams meanwhile. */
    private static double look(RunningService service, AtomicBoolean over) {
        double most = 0;
        for (int i = 0; !over.get(); i = (i + 1) % PODS) {
            ApiPod pod = ApiServer.generated(i);
            assertThat(service.json("/pod?ip=" + pod.ips().get(0)).getString("name"))
                    .isEqualTo(pod.name());
            if (i % 20 == 0) {
                most = Math.max(most, metric(service, "pod_watcher_event_held_bytes"));
            }
        }
        return most;
    }

    private static ApiPod changed(int index, int revision) {
        return ApiServer.generated(index).withLabels(Map.of("revision", Integer.toString(revision)));
    }

    private static double metric(RunningService service, String name) {
        Matcher line = Pattern.compile("^" + Pattern.quote(name) + "(?:\\{loop=[^}]*})? (\\S+)$", Pattern.MULTILINE)
                .matcher(service.text("/metrics"));
        assertThat(line.find()).as(name).isTrue();
        return Double.parseDouble(line.group(1));
    }
}
