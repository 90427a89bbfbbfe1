package io.podwatcher.integration.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.Fault;
import io.podwatcher.apiserver.Kind;
import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.bench.memory.ClassHistogram;
import io.podwatcher.integration.service.HttpAnswers;
import io.podwatcher.integration.service.MockCluster;
import io.podwatcher.process.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process whose watch is restarted as often as in a long life: an API server ends each one after 5 to 10 minutes,
 * so 300 of them are more than a day.
 */
class WatchRecyclingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** Until all that is made once has been made. */
    private static final int WARM_UP = 60;

    private static final int RECYCLES = 300;

    /** Sockets that are being closed, and files of classes that are loaded late. */
    private static final int FEW_FILES = 4;

    /** Far below the least that a forgotten watch, request or handler would leave behind. */
    private static final int BYTES_A_RECYCLE = 512;

    /** One object left behind by every third recycle would be found. */
    private static final int OBJECTS = RECYCLES / 3;

    /** These the JVM starts and ends as it sees fit. */
    private static final List<String> THREADS_OF_THE_JVM = List.of("C1 ", "C2 ", "G1 ", "GC ", "ForkJoinPool");

    /**
     * These end a minute after their last task: one that reads lists, one that opens watches, fabric8's one for timers.
     */
    private static final List<String> POOLS = List.of("pod-list", "pod-watch", "CachedSingleThr");

    /** The one of a task that is ending, and its successor's. */
    private static final int MAX_POOLED = 2;

    private static final List<Fault> ENDS =
            List.of(Fault.end(), Fault.reset(), Fault.error(410, "too old resource version: 1 (2)"), Fault.drop());

    @TempDir
    private Path home;

    private final ApiServer server = new ApiServer().start();
    private final int port = MockCluster.freePort();
    private HttpAnswers http;
    private int recycled;

    /** What must not grow. */
    private record Footprint(
            List<String> threads,
            Map<String, Long> pooled,
            int files,
            long bytes,
            long vertx,
            long fabric8,
            long netty,
            long own) {

        static Footprint of(long pid) throws IOException {
            ClassHistogram heap = ClassHistogram.of(pid);
            Path process = Path.of("/proc", Long.toString(pid));
            List<String> threads = threads(process.resolve("task"));
            return new Footprint(
                    threads.stream().filter(name -> !POOLS.contains(name)).toList(),
                    threads.stream()
                            .filter(POOLS::contains)
                            .collect(Collectors.groupingBy(name -> name, Collectors.counting())),
                    count(process.resolve("fd")),
                    heap.bytesOf(""),
                    heap.instancesOf("io.vertx."),
                    heap.instancesOf("io.fabric8."),
                    heap.instancesOf("io.netty."),
                    heap.instancesOf("io.podwatcher."));
        }

        private static int count(Path folder) throws IOException {
            try (Stream<Path> files = Files.list(folder)) {
                return (int) files.count();
            }
        }

        private static List<String> threads(Path tasks) throws IOException {
            try (Stream<Path> all = Files.list(tasks)) {
                return all.map(Footprint::name)
                        .filter(name -> THREADS_OF_THE_JVM.stream().noneMatch(name::startsWith))
                        .sorted()
                        .toList();
            }
        }

        private static String name(Path task) {
            try {
                return Files.readString(task.resolve("comm")).trim();
            } catch (IOException ended) {
                return "ended";
            }
        }
    }

    @Test
    void aWatchThatIsBegunAgainHundredsOfTimesLeavesNothingBehind() throws Exception {
        server.fill(100);
        try (ApiServer stopped = server;
                ServiceProcess process = ServiceProcess.start(
                        home,
                        ServiceProcess.variables(
                                home, port, URI.create(server.url()).getPort()))) {
            // Given
            http = ServiceProcess.awaitStatus(port, "/ready", 200);
            recycle(WARM_UP);
            Footprint before = Footprint.of(process.pid());

            // When
            recycle(RECYCLES);

            // Then
            assertThat(server.requests().count(Kind.WATCH)).isGreaterThan(RECYCLES);
            await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
                Footprint after = Footprint.of(process.pid());
                assertThat(after.threads()).isEqualTo(before.threads());
                assertThat(after.pooled().values())
                        .allMatch(count -> count <= MAX_POOLED, after.pooled().toString());
                assertThat(after.files()).as("open files").isLessThanOrEqualTo(before.files() + FEW_FILES);
                assertThat(after.vertx()).as("objects of Vert.x").isLessThan(before.vertx() + OBJECTS);
                assertThat(after.fabric8()).as("objects of fabric8").isLessThan(before.fabric8() + OBJECTS);
                assertThat(after.netty()).as("objects of Netty").isLessThan(before.netty() + OBJECTS);
                assertThat(after.own()).as("objects of its own").isLessThan(before.own() + OBJECTS);
                assertThat(after.bytes()).as("live heap").isLessThan(before.bytes() + RECYCLES * BYTES_A_RECYCLE);
            });
            assertThat(server.openWatches()).isEqualTo(1);
        }
    }

    private void recycle(int times) {
        for (int end = recycled + times; recycled < end; recycled++) {
            // Only a watch that has received an event is restarted at once when it ends.
            awaitWatch();
            String uid = "uid-" + recycled;
            server.put(ApiPod.running("default", "changing", uid, "10.0.0.1"));
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> http.get("/pod?ip=10.0.0.1").body().contains("\"" + uid + "\""));
            int watches = server.requests().count(Kind.WATCH);
            server.strikeOpenWatches(ENDS.get(recycled % ENDS.size()));
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> server.requests().count(Kind.WATCH) > watches);
        }
        awaitWatch();
    }

    private void awaitWatch() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(2)).until(() -> server.openWatches() == 1);
    }
}
