package io.podwatcher.integration.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.Pauses;
import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.Fault;
import io.podwatcher.apiserver.Kind;
import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.integration.service.RunningService;
import io.podwatcher.log.LogLines;
import io.podwatcher.watch.api.ClusterAccess;
import io.podwatcher.watch.lifecycle.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The log stays readable when something fails a thousand times. */
class LogFloodIT {

    private static final int FAILURES = 1000;

    /** Each is a new connection. */
    private static final int WATCHES = 150;

    /** A few of each kind, one more of each every ten seconds, and what a slow machine makes of that. */
    private static final int LINES = 60;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** With pauses as the service makes them a thousand failures would take a night. */
    private static final Backoff AT_ONCE =
            new Backoff(Duration.ofMillis(2), Duration.ofMillis(2), Duration.ofMillis(2));

    private final ApiServer server = new ApiServer().start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anApiServerThatFailsInTurnsIsSummedUp() throws Exception {
        // Given
        List<Fault> faults = List.of(
                Fault.status(401, "Unauthorized"),
                Fault.status(503, "busy"),
                Fault.closeInsteadOfAnswer(),
                Fault.status(500, "etcd is\nnot there"));
        for (int i = 0; i < FAILURES; i++) {
            server.faults().next(Kind.LIST, faults.get(i % faults.size()));
        }

        // When
        List<String> lines = linesUntil(() -> server.requests().count(Kind.LIST) > FAILURES);

        // Then
        assertThat(lines).anyMatch(line -> line.contains("Unauthorized")).hasSizeLessThan(LINES);
    }

    @Test
    void anApiServerThatEndsEachWatchIsSummedUp() throws Exception {
        // Given
        server.faults().always(Kind.WATCH, Fault.end().after(1));

        // When
        List<String> lines = linesUntil(() -> {
            change();
            return server.requests().count(Kind.WATCH) > WATCHES;
        });

        // Then
        assertThat(lines)
                .anyMatch(line -> line.contains("The watch of pods has ended (closed)"))
                .hasSizeLessThan(LINES);
    }

    @Test
    void anApiServerThatForgetsAtOnceIsSummedUp() throws Exception {
        // Given
        server.faults()
                .always(
                        Kind.WATCH,
                        Fault.error(410, "too old resource version: 1 (2)").after(1));

        // When
        List<String> lines = linesUntil(() -> {
            change();
            return server.requests().count(Kind.LIST) > WATCHES;
        });

        // Then
        assertThat(lines)
                .anyMatch(line -> line.contains("The watch of pods has ended (expired)"))
                .anyMatch(line -> line.contains("Listed all pods"))
                .hasSizeLessThan(LINES);
    }

    private void change() {
        server.put(ApiPod.running(
                "default", "changing", "uid-1", "10.0.0." + server.requests().count(Kind.WATCH) % 250));
    }

    private List<String> linesUntil(Callable<Boolean> condition) throws Exception {
        ClusterAccess access = new ClusterAccess(server.config(), "test");
        try (LogLines log = new LogLines();
                RunningService service = RunningService.start(access, System::nanoTime, Pauses.USUAL.with(AT_ONCE))) {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(2)).until(condition);
            assertThat(service.status("/health")).isEqualTo(200);
            return log.all();
        }
    }
}
