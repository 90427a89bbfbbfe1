package io.podwatcher.watch.trigger;

import io.podwatcher.fission.HttpTrigger;
import io.podwatcher.fission.RouteTable;
import io.podwatcher.log.RateLimit;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Measures the heap that a trigger takes, from its JSON to the table of routes: {@code java -cp "$CP"
 * io.podwatcher.watch.trigger.TriggerMemory 50000}. Names have 20 characters, and there are 50 namespaces.
 */
public final class TriggerMemory {

    private final Random random = new Random(1);
    private final RouterState router = new RouterState(Set.of(), FissionOptions.SETTLING, new RateLimit(5));
    private final TriggerReader reader = new TriggerReader(System::nanoTime);
    private final ObjectChanges<HttpTriggerResource, HttpTrigger> changes = new ObjectChanges<>(
            reader::read,
            batch -> batch.forEach(
                    trigger -> router.put(trigger, 0),
                    id -> router.removeTrigger(id, 0),
                    all -> router.retainTriggers(all, 0)));

    private RouteTable table = RouteTable.empty(true);

    private TriggerMemory() {}

    /** Measures each kind of trigger and prints the bytes of one. */
    public static void main(String[] arguments) {
        int number = Integer.parseInt(arguments[0]);
        print("exact path", number, "function", "\"relativeurl\": \"/api/v1/function-%06d\"");
        print("exact path, function of another name", number, "another", "\"relativeurl\": \"/api/v1/function-%06d\"");
        print("prefix, two routes", number, "function", "\"prefix\": \"/api/v1/function-%06d\"");
        print("path with an expression", number, "function", "\"relativeurl\": \"/api/v1/function-%06d/{id}\"");
        print("path with an expression of its own", number, "function", "\"relativeurl\": \"/{v}/function-%06d\"");
    }

    private static void print(String kind, int number, String function, String path) {
        new TriggerMemory().fill(1000, function, path); // loads the classes
        long before = used();
        TriggerMemory measured = new TriggerMemory();
        measured.fill(number, function, path);
        System.out.println((used() - before) / number + " bytes: " + kind);
        Reference.reachabilityFence(measured);
    }

    private void fill(int number, String function, String path) {
        changes.beginList(true);
        IntStream.range(0, number).forEach(i -> changes.listed(List.of(trigger(i, function, path.formatted(i)))));
        changes.endList(0, "1");
        table = table.with(router.entries(FissionOptions.SETTLING.toNanos()));
    }

    private HttpTriggerResource trigger(int number, String function, String path) {
        return Triggers.read(HttpTriggerResource.KIND, """
                {"metadata": {"namespace": "shop-%d", "name": "function-%06d-main", "uid": "%s", "resourceVersion": "7",
                              "creationTimestamp": "2026-01-01T00:01:40Z"},
                 "spec": {%s, "methods": ["GET"], "functionref": {"type": "name", "name": "%s-%06d-main"}}}""".formatted(
                        number % 50, number, new UUID(random.nextLong(), random.nextLong()), path, function, number));
    }

    /** The heap in use after collections. */
    private static long used() {
        IntStream.range(0, 5).forEach(i -> System.gc());
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
