package io.podwatcher.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.bench.memory.FilledApiServer;
import io.podwatcher.process.Container;
import io.podwatcher.process.Installation;
import io.podwatcher.process.Launch;
import io.podwatcher.process.ServiceProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process as the image starts it, under churn and lookups: {@code mvn -Psoak verify -Dsoak.minutes=15}. */
class ServiceSoak {

    private static final int MINUTES = Integer.getInteger("soak.minutes", 15);
    private static final int SAMPLES = 15;
    private static final Duration EACH = Duration.ofMinutes(MINUTES).dividedBy(SAMPLES);

    private static final int PODS = 5_000;
    private static final int CHANGES_A_SECOND = 50;
    private static final int LOOKUPS_A_SECOND = 500;
    private static final int MEBIBYTES = 256;

    private static final long MEBIBYTE = 1 << 20;

    /** Room for the names of pods, and for the state of the connections at the time of a sample. */
    private static final long LIVE_HEAP = 1 * MEBIBYTE;

    /** What compiled code, malloc and the heap's own growth may still take after a third of the time. */
    private static final long RESIDENT = 12 * MEBIBYTE;

    /** The JVM starts and ends compilers and collectors as it sees fit. */
    private static final long THREADS = 4;

    private static final long FILES = 4;

    @TempDir
    private Path home;

    @Test
    void nothingGrowsAndNoLookupFailsWhilePodsComeAndGo() throws Exception {
        // Given
        try (FilledApiServer cluster = FilledApiServer.start(
                        SteadyChurn.class, "-Xmx1g", Integer.toString(PODS), Integer.toString(CHANGES_A_SECOND));
                Container container = Container.ofMebibytes(MEBIBYTES);
                ServiceProcess service =
                        Launch.asInImage(home, container, cluster.port()).start()) {
            service.awaitLog("Listed all pods");

            // When
            List<Sample> samples;
            try (SteadyLoad load = new SteadyLoad(service.port(), PODS, LOOKUPS_A_SECOND)) {
                samples = sample(service, load);
            }

            // Then
            SoakReport report = new SoakReport(EACH, samples);
            report.write(Path.of("target", "soak", "report.md"), conditions(container));
            assertThat(report.errors()).isEmpty();
            assertThat(samples.subList(SAMPLES / 3, SAMPLES))
                    .allMatch(sample -> sample.load().answers() > 0);
            assertThat(report.growth(Sample::heap)).as("live heap").isLessThan(LIVE_HEAP);
            assertThat(report.growth(Sample::resident)).as("RSS").isLessThan(RESIDENT);
            assertThat(report.growth(Sample::threads)).as("threads").isLessThanOrEqualTo(THREADS);
            assertThat(report.growth(Sample::files)).as("open files").isLessThanOrEqualTo(FILES);
            assertThat(service.log().lines()).noneMatch(line -> line.contains(" ERROR "));
        }
    }

    private static List<Sample> sample(ServiceProcess service, SteadyLoad load) throws Exception {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try {
            List<ScheduledFuture<Sample>> due = new ArrayList<>();
            for (int i = 1; i <= SAMPLES; i++) {
                long at = EACH.multipliedBy(i).toMillis();
                due.add(timer.schedule(() -> Sample.of(service, load), at, TimeUnit.MILLISECONDS));
            }
            List<Sample> samples = new ArrayList<>();
            for (ScheduledFuture<Sample> sample : due) {
                samples.add(sample.get());
            }
            return samples;
        } finally {
            timer.shutdownNow();
        }
    }

    private static String conditions(Container container) {
        return "%d pods, %d changes of pods and %d lookups a second for %d minutes, in %d MiB (%s), JDK %s, %d cores."
                .formatted(
                        PODS,
                        CHANGES_A_SECOND,
                        LOOKUPS_A_SECOND,
                        MINUTES,
                        MEBIBYTES,
                        container.isEnforced() ? "held by a cgroup" : "only an option of the JVM",
                        Installation.jdk().getFileName(),
                        Runtime.getRuntime().availableProcessors());
    }
}
