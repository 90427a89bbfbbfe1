package io.podwatcher.watch;

import io.podwatcher.messages.Addresses;
import io.podwatcher.messages.Messages;
import io.podwatcher.messages.PodChange;
import io.podwatcher.messages.PodsChanged;
import io.podwatcher.messages.WatchReport;
import io.podwatcher.pod.Pod;
import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands where the cache verticle does and writes down what it is told. */
final class FakeCache {

    final List<PodsChanged> batches = new CopyOnWriteArrayList<>();
    final List<WatchReport> reports = new CopyOnWriteArrayList<>();

    FakeCache(Vertx vertx) {
        Messages.register(vertx);
        vertx.eventBus().<PodsChanged>localConsumer(Addresses.PODS_CHANGED, message -> {
            batches.add(message.body());
            message.reply(null, Addresses.LOCAL);
        });
        vertx.eventBus().<WatchReport>localConsumer(Addresses.WATCH_REPORT, message -> reports.add(message.body()));
    }

    /** All changes in the order in which they came. */
    List<PodChange> changes() {
        return batches.stream().flatMap(batch -> batch.changes().stream()).toList();
    }

    /** The pods that exist after all changes, in the order of their last one. */
    List<Pod> pods() {
        Map<String, Pod> pods = new LinkedHashMap<>();
        for (PodChange change : changes()) {
            if (change instanceof PodChange.Present present) {
                pods.remove(present.pod().uid());
                pods.put(present.pod().uid(), present.pod());
            } else if (change instanceof PodChange.Gone gone) {
                pods.remove(gone.uid());
            }
        }
        return List.copyOf(pods.values());
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
        return reports.isEmpty() ? WatchReport.NOTHING_YET : reports.get(reports.size() - 1);
    }
}
