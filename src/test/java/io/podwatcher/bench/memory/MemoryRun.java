package io.podwatcher.bench.memory;

import static org.awaitility.Awaitility.await;

import io.podwatcher.image.Training;
import io.podwatcher.process.Container;
import io.podwatcher.process.Installation;
import io.podwatcher.process.Launch;
import io.podwatcher.process.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What it takes to read all pods of a cluster into a container: time, memory, pauses. Run by hand or by a benchmark,
 * with the number of pods, the container's MiB and further JVM options.
 */
public final class MemoryRun {

    private static final Duration TIMEOUT = Duration.ofMinutes(15);

    /** Until malloc has given back what it no longer needs, which it does every five seconds. */
    private static final Duration SETTLING = Duration.ofSeconds(8);

    private static final Pattern LISTED = Pattern.compile("Listed all pods: (\\d+) in all, \\d+ changes, (\\d+) ms");

    /**
     * The figures of one run; bytes and milliseconds.
     *
     * @param enforced whether the kernel held the limit
     * @param readyMillis from the start of the process to its first list being complete
     * @param listMillis how long the list took
     * @param longestLookupMillis the longest time to an answer meanwhile
     */
    record Figures(
            int pods,
            long limit,
            boolean enforced,
            long readyMillis,
            long listMillis,
            long peakResident,
            long resident,
            OptionalLong peakOfContainer,
            GcLog gc,
            long lookups,
            double longestLookupMillis) {}

    private MemoryRun() {}

    /**
     * Reads so many pods into a container of so many MiB, on the JVM of this process or of JAVA_UNDER_TEST.
     *
     * @param home an empty folder for its logs
     * @param settling how long to wait after the list before the resident memory is read
     */
    static Figures run(Path home, int pods, int mebibytes, List<String> options, Duration settling) throws IOException {
        try (FilledApiServer apiServer = FilledApiServer.startWithTls(pods, home);
                Container container = Container.ofMebibytes(mebibytes)) {
            Path gcLog = home.resolve("gc.log");
            long begun = System.nanoTime();
            try (ServiceProcess service = asInPod(home, apiServer)
                            .container(container)
                            .options(List.of("-Xlog:gc:file=" + gcLog))
                            .options(options)
                            .start();
                    LookupProbe lookups = LookupProbe.start(service.port(), "10.128.0.0")) {
                service.awaitLog(LISTED, TIMEOUT);
                long ready = System.nanoTime() - begun;
                await().atMost(TIMEOUT).until(() -> pods == 0 || lookups.found());
                Matcher listed = LISTED.matcher(service.log());
                if (!listed.find() || Integer.parseInt(listed.group(1)) != pods) {
                    throw new IOException("Not all pods were listed: " + service.log());
                }
                long peakWhileSyncing = service.peakResident();
                LockSupport.parkNanos(settling.toNanos());
                return new Figures(
                        pods,
                        container.bytes(),
                        container.isEnforced(),
                        ready / 1_000_000,
                        Long.parseLong(listed.group(2)),
                        peakWhileSyncing,
                        service.resident(),
                        container.peak(),
                        GcLog.read(gcLog),
                        lookups.asked(),
                        lookups.longestMillis());
            }
        }
    }

    /** With a service account, over TLS, and one event loop, as the manifests set. */
    private static Launch asInPod(Path home, FilledApiServer apiServer) throws IOException {
        String certificate = home.resolve("tls.crt").toString();
        return new Launch(Installation.underTest(), home)
                .settings(Training.variables(apiServer.url(), certificate, home))
                .settings(Map.of("HTTP_INSTANCES", "1"))
                .log(home.resolve("output.log"));
    }

    public static void main(String[] arguments) throws IOException {
        Figures figures = run(
                Files.createTempDirectory(Path.of("target").toAbsolutePath(), "memory"),
                Integer.parseInt(arguments[0]),
                Integer.parseInt(arguments[1]),
                Arrays.asList(arguments).subList(2, arguments.length),
                SETTLING);
        String limit = figures.enforced() ? "cgroup" : "only an option of the JVM";
        print("limit", mebibytes(figures.limit()) + " (" + limit + ")");
        print("process start to synced", figures.readyMillis() + " ms");
        print("list", figures.listMillis() + " ms");
        print("peak RSS", mebibytes(figures.peakResident()));
        print("RSS once settled", mebibytes(figures.resident()));
        figures.peakOfContainer().ifPresent(peak -> print("peak of the container", mebibytes(peak)));
        print(
                "GC pauses",
                String.format(
                        Locale.ROOT,
                        "%d, %d of them full, longest %.1f ms, all %.0f ms",
                        figures.gc().pauses(),
                        figures.gc().full(),
                        figures.gc().longestMillis(),
                        figures.gc().totalMillis()));
        print(
                "lookups while listing",
                String.format(Locale.ROOT, "%d, longest %.1f ms", figures.lookups(), figures.longestLookupMillis()));
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0);
    }

    private static void print(String figure, String value) {
        System.out.println(figure + ": " + value);
    }
}
