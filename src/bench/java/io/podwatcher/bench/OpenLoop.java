package io.podwatcher.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Looks up at times that were fixed beforehand (a Poisson process), whether the server keeps up or not. Each lookup is
 * timed from the moment at which it should have been sent, so that a stall counts for all that came during it: the
 * coordinated omission of closed loops. What waking a thread takes is counted too, so the figures are upper bounds.
 */
final class OpenLoop {

    private static final int CONNECTIONS = 32;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

    private OpenLoop() {}

    /**
     * Runs and prints the latencies.
     *
     * @param arguments port, rate, seconds, file of lookups
     */
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        double rate = Double.parseDouble(arguments[1]);
        int seconds = Integer.parseInt(arguments[2]);
        List<byte[]> requests = Files.readAllLines(Path.of(arguments[3])).stream()
                .map(LookupConnection::request)
                .toList();
        run(port, rate, 1, requests);
        System.out.println(Latencies.text(run(port, rate, seconds, requests)));
    }

    private static Histogram run(int port, double rate, int seconds, List<byte[]> requests) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        List<Callable<Histogram>> clients = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            Random random = new Random(i);
            clients.add(() -> look(port, rate / CONNECTIONS, start, end, requests, random));
        }
        Histogram all = new Histogram(LONGEST_NANOS, 3);
        for (Future<Histogram> client : threads.invokeAll(clients)) {
            all.add(client.get());
        }
        threads.shutdown();
        return all;
    }

    private static Histogram look(int port, double rate, long start, long end, List<byte[]> requests, Random random)
            throws IOException {
        Histogram histogram = new Histogram(LONGEST_NANOS, 3);
        try (LookupConnection connection = new LookupConnection(port)) {
            long due = start;
            while (true) {
                due += (long) (-Math.log(1 - random.nextDouble()) / rate * 1e9);
                if (due > end) {
                    return histogram;
                }
                byte[] request = requests.get(random.nextInt(requests.size()));
                Pace.awaitTime(due);
                int status = connection.ask(request);
                histogram.recordValue(Math.min(System.nanoTime() - due, LONGEST_NANOS));
                if (status != 200) {
                    throw new IOException("answered with " + status);
                }
            }
        }
    }
}
