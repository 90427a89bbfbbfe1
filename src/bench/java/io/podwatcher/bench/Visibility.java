package io.podwatcher.bench;

import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.pods.ApiPod;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Measures how long after an event {@code /pod} answers by it. The clock starts before the test server encodes the
 * event, so its share is counted too; the answer is asked for again and again, so up to one pause and one lookup are
 * counted too.
 */
final class Visibility {

    private static final int MEASURED_EVERY = 10;
    private static final long PAUSE_NANOS = 100_000;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final ApiServer server;
    private final int servicePort;

    Visibility(ApiServer server, int servicePort) {
        this.server = server;
        this.servicePort = servicePort;
    }

    /** Sends events at a rate, every tenth of them a new pod that is asked for, and returns a histogram as text. */
    String measure(int rate, int seconds) throws IOException {
        Histogram histogram = new Histogram(LONGEST_NANOS, 3);
        long count = (long) rate * seconds;
        Thread others = new Thread(() -> {
            Pace pace = new Pace(rate - rate / (double) MEASURED_EVERY);
            for (long i = 0; i < count - count / MEASURED_EVERY; i++) {
                pace.await();
                server.put(Cluster.changed((int) (i % 1000), i));
            }
        });
        others.start();
        try (LookupConnection connection = new LookupConnection(servicePort)) {
            Pace pace = new Pace(rate / (double) MEASURED_EVERY);
            for (int i = 0; i < count / MEASURED_EVERY; i++) {
                pace.await();
                String ip = "10.99." + (i >> 8 & 255) + "." + (i & 255);
                histogram.recordValue(timeToAppear(connection, i, ip));
                server.delete("visible", "pod-" + i);
            }
            others.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Latencies.text(histogram);
    }

    private long timeToAppear(LookupConnection connection, int number, String ip) throws IOException {
        byte[] request = LookupConnection.request(Questions.lookup(ip));
        ApiPod pod = ApiPod.running("visible", "pod-" + number, "uid-" + System.nanoTime(), ip);
        long start = System.nanoTime();
        server.put(pod);
        while (connection.ask(request) != 200) {
            if (System.nanoTime() - start > LONGEST_NANOS) {
                throw new IllegalStateException("The event of " + ip + " never became visible");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return System.nanoTime() - start;
    }
}
