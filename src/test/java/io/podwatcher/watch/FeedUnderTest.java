package io.podwatcher.watch;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.messages.PodChange;
import io.podwatcher.messages.PodChange.Gone;
import io.podwatcher.messages.PodChange.Present;
import io.podwatcher.messages.PodsChanged;
import io.podwatcher.watch.pod.PodReader;
import io.podwatcher.watch.pod.PodResource;
import io.podwatcher.watch.pod.Samples;
import io.podwatcher.watch.pod.Truncations;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** A change feed whose turns end when the test says so, and the cache that it tells. */
final class FeedUnderTest implements ChangeFeed.Listener {

    final AtomicLong clock = new AtomicLong(1);
    final AtomicLong listBeganAt = new AtomicLong(1);
    final List<String> lost = new CopyOnWriteArrayList<>();
    final List<String> heard = new ArrayList<>();
    final List<Integer> progress = new ArrayList<>();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final FakeCache cache;
    final ChangeFeed handler;
    private final Queue<Runnable> turns = new ArrayDeque<>();

    FeedUnderTest(Vertx vertx) {
        WatchMeters meters = new WatchMeters(registry);
        cache = new FakeCache(vertx);
        ToCache toCache = new ToCache(vertx, lost::add);
        handler = new ChangeFeed(
                toCache,
                turns::add,
                new PodReader(List.of(), new Truncations(new SimpleMeterRegistry())),
                clock::get,
                listBeganAt::get,
                meters,
                this);
    }

    void turnEnds() {
        for (Runnable task = turns.poll(); task != null; task = turns.poll()) {
            task.run();
        }
    }

    void addAll(int count) {
        names(count).forEach(name -> handler.onAdd(pod(name)));
    }

    /** The batch of this number, as soon as it has come. */
    PodsChanged batch(int index) {
        await().until(() -> cache.batches.size() > index);
        return cache.batches.get(index);
    }

    static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "pod-" + i).toList();
    }

    /** The names of the pods that are present, and of those that are gone with a minus. */
    static List<String> told(PodsChanged batch) {
        return batch.changes().stream().map(FeedUnderTest::told).toList();
    }

    static String told(PodChange change) {
        return change instanceof Present present
                ? present.pod().name()
                : "-" + ((Gone) change).uid().replace("uid-", "");
    }

    static PodResource pod(String name) {
        return pod(name, "uid-" + name);
    }

    static PodResource pod(String name, String uid) {
        return Samples.pod(
                "{\"metadata\": {\"namespace\": \"default\", \"name\": \"" + name + "\", \"uid\": \"" + uid + "\"}}");
    }

    @Override
    public void confirmed(long nanoTime) {
        heard.add("confirmed " + nanoTime);
    }

    @Override
    public void listing(int pods) {
        progress.add(pods);
    }

    @Override
    public void listed(int changes) {
        heard.add("listed " + changes);
    }

    @Override
    public void unidentified() {
        heard.add("unidentified");
    }
}
