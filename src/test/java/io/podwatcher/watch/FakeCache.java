package io.podwatcher.watch;

import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.Messages;
import io.podwatcher.messages.watch.PodChange;
import io.podwatcher.messages.watch.PodsChanged;
import io.podwatcher.messages.watch.WatchReport;
import io.podwatcher.model.Pod;
import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands where the cache verticle does and writes down what it is told. */
final class FakeCache {

    final List<PodsChanged> batches = new CopyOnWriteArrayList<>();
    final List<WatchReport> reports = new CopyOnWriteArrayList<>();

    private final AtomicInteger toRefuse = new AtomicInteger();

    public FakeCache(Vertx vertx) {
        Messages.register(vertx);
        vertx.eventBus().<PodsChanged>localConsumer(BusAddresses.PODS_CHANGED, message -> {
            if (toRefuse.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                message.fail(1, "scripted refusal");
                return;
            }
            batches.add(message.body());
            message.reply(null, BusAddresses.LOCAL);
        });
        vertx.eventBus().<WatchReport>localConsumer(BusAddresses.WATCH_REPORT, message -> reports.add(message.body()));
    }

    /** Does not take so many of the coming batches. */
    void refuse(int batches) {
        toRefuse.set(batches);
    }

    /** All changes in the order in which they came. */
    List<PodChange> changes() {
        return batches.stream().flatMap(batch -> batch.changes().stream()).toList();
    }

    /** The pods that exist after all changes, in the order of their last one. */
    List<Pod> pods() {
        Map<String, Pod> pods = new LinkedHashMap<>();
        for (PodsChanged batch : batches) {
            if (batch.part() == PodsChanged.Part.GAP) {
                pods.clear();
            }
            batch.changes().forEach(change -> apply(change, pods));
        }
        return List.copyOf(pods.values());
    }

    private static void apply(PodChange change, Map<String, Pod> pods) {
        if (change instanceof PodChange.Present present) {
            pods.remove(present.pod().uid());
            pods.put(present.pod().uid(), present.pod());
        } else if (change instanceof PodChange.Gone gone) {
            pods.remove(gone.uid());
        }
    }

    List<String> podNames() {
        return pods().stream().map(Pod::name).toList();
    }

    long lists() {
        return batches.stream()
                .filter(batch -> batch.part() == PodsChanged.Part.LIST_END)
                .count();
    }

    /** What was reported last. */
    WatchReport report() {
        return reports.isEmpty() ? WatchReport.INITIAL : reports.get(reports.size() - 1);
    }
}
