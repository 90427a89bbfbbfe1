package io.podwatcher.history;

import io.podwatcher.cache.Pods;
import io.podwatcher.history.store.Database;
import io.podwatcher.history.store.Tables;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.lookup.LookupReply;
import io.podwatcher.messages.lookup.LookupRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Changes the owners of 5,000 IPs at a rate and records them: <code>HistoryLoad url seconds changesPerSecond</code>.
 * Prints how many changes waited at most, how many were lost, how many intervals the database has, and how long a
 * lookup of now took meanwhile, over the bus.
 */
public final class HistoryLoad {

    private static final int IPS = 5000;

    private HistoryLoad() {}

    public static void main(String[] arguments) {
        String url = arguments[0];
        int seconds = Integer.parseInt(arguments[1]);
        int rate = Integer.parseInt(arguments[2]);
        try (RecordedMap map = new RecordedMap(url)) {
            map.listed();
            map.moment();
            run(map, "idle", 10, 0);
            run(map, "loaded", seconds, rate);
            map.moment();
            map.stop();
            try (Database database = new Database(url)) {
                System.out.printf(
                        "%d intervals in the database; %d changes lost%n",
                        Tables.intervals(database), map.state().lost());
            }
        }
    }

    private static void run(RecordedMap map, String name, int seconds, int rate) {
        List<Long> lookups = Collections.synchronizedList(new ArrayList<>());
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        int changes = 0;
        int waiting = 0;
        while (System.nanoTime() < end) {
            long due = (System.nanoTime() - start) / 1000 * rate / 1_000_000;
            for (; changes < due; changes++) {
                change(map, changes);
            }
            waiting = Math.max(waiting, map.state().waiting());
            lookUp(map, lookups);
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
        Collections.sort(lookups);
        System.out.printf(
                "%s: %d changes, at most %d waited, lookup p50 %.2f ms, p99 %.2f ms%n",
                name, changes, waiting, at(lookups, 0.5), at(lookups, 0.99));
    }

    /** Every second change takes an IP from its pod. */
    private static void change(RecordedMap map, int number) {
        int pod = number / 2;
        if (number % 2 == 0) {
            map.present(Pods.inNamespace("namespace-" + pod % 20, uid(pod), ip(pod)));
        } else {
            map.gone(uid(pod));
        }
    }

    private static String uid(int pod) {
        return "00000000-0000-4000-8000-%012d".formatted(pod);
    }

    private static String ip(int pod) {
        return "10." + pod % IPS / 250 + "." + pod % 250 + ".1";
    }

    private static void lookUp(RecordedMap map, List<Long> times) {
        long asked = System.nanoTime();
        map.vertx
                .eventBus()
                .<LookupReply>request(
                        BusAddresses.LOOKUP, new LookupRequest(List.of(Pods.ip("10.0.0.1"))), BusAddresses.LOCAL)
                .onSuccess(reply -> times.add(System.nanoTime() - asked));
    }

    private static double at(List<Long> sorted, double part) {
        return sorted.isEmpty() ? 0 : sorted.get((int) (sorted.size() * part)) / 1e6;
    }
}
