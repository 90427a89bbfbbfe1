package io.podwatcher.bench.memory;

import io.podwatcher.process.Container;
import io.podwatcher.process.Launch;
import io.podwatcher.process.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What one pod more takes of the heap, by class: the live objects of a service with twice as many pods, less those of
 * one with that many. Run by hand or by a benchmark, with the number of pods.
 */
public final class RetainedRun {

    private static final int ROOMY = 2048;
    private static final int SAMPLES = 100;

    /**
     * Bytes of one pod.
     *
     * @param heap all it retains
     * @param json of these the encoded answer
     */
    record Figures(double heap, double json, List<ByClass> classes) {
        double beyondJson() {
            return heap - json;
        }
    }

    /** What one pod retains of a class. */
    record ByClass(String name, double bytes, double instances) {}

    private record Measured(ClassHistogram histogram, double json) {}

    private RetainedRun() {}

    static Figures run(int pods) throws IOException {
        Measured few = measure(pods);
        Measured many = measure(2 * pods);
        List<ByClass> classes = many.histogram().bytes().keySet().stream()
                .map(name -> new ByClass(
                        name,
                        difference(
                                        many.histogram().bytes().get(name),
                                        few.histogram().bytes().get(name))
                                / pods,
                        difference(
                                        many.histogram().instances().get(name),
                                        few.histogram().instances().get(name))
                                / pods))
                .sorted(Comparator.comparing(ByClass::bytes).reversed())
                .toList();
        double heap = classes.stream().mapToDouble(ByClass::bytes).sum();
        return new Figures(heap, 2 * many.json() - few.json(), classes);
    }

    private static double difference(Long many, Long few) {
        return many - (few == null ? 0 : few);
    }

    private static Measured measure(int pods) throws IOException {
        Path home = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "retained");
        try (FilledApiServer apiServer = FilledApiServer.start(pods);
                Container container = Container.ofMebibytes(ROOMY);
                ServiceProcess service =
                        Launch.asInImage(home, container, apiServer.port()).start()) {
            service.awaitLog(Pattern.compile("Listed all pods: " + pods + " "), Duration.ofMinutes(15));
            return new Measured(ClassHistogram.of(service.pid()), json(service.port(), pods));
        }
    }

    /** The mean length of an answer, evenly sampled: their lengths differ by a few bytes. */
    private static double json(int port, int pods) throws IOException {
        HttpClient client = HttpClient.newHttpClient();
        long bytes = 0;
        for (int i = 0; i < SAMPLES; i++) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + "/pod?ip=" + ip((int) ((long) i * pods / SAMPLES))))
                    .build();
            try {
                bytes += client.send(request, BodyHandlers.ofByteArray()).body().length;
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
        return (double) bytes / SAMPLES;
    }

    private static String ip(int number) {
        return "10." + (128 + number / 65536) + "." + number / 256 % 256 + "." + number % 256;
    }

    public static void main(String[] arguments) throws IOException {
        Figures figures = run(Integer.parseInt(arguments[0]));
        print("heap per pod", figures.heap());
        print("encoded answer", figures.json());
        print("beyond it", figures.beyondJson());
        figures.classes().stream()
                .filter(one -> one.bytes() >= 1)
                .forEach(one -> System.out.printf(
                        Locale.ROOT,
                        "  %-60s %7.1f bytes in %4.2f objects%n",
                        one.name(),
                        one.bytes(),
                        one.instances()));
    }

    private static void print(String figure, double bytes) {
        System.out.printf(Locale.ROOT, "%s: %.0f bytes%n", figure, bytes);
    }
}
