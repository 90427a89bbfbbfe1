package io.podwatcher.history;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.cache.CacheVerticle;
import io.podwatcher.cache.Pods;
import io.podwatcher.cache.WaitLimits;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.Messages;
import io.podwatcher.messages.history.HistoryState;
import io.podwatcher.messages.history.IntervalsReply;
import io.podwatcher.messages.history.IntervalsRequest;
import io.podwatcher.messages.history.PastOwner;
import io.podwatcher.messages.history.PastOwnersReply;
import io.podwatcher.messages.history.PastOwnersRequest;
import io.podwatcher.messages.history.PastOwnersRequest.Question;
import io.podwatcher.messages.watch.PodChange;
import io.podwatcher.messages.watch.PodsChanged;
import io.podwatcher.messages.watch.PodsChanged.Part;
import io.podwatcher.model.Pod;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A cache verticle and a history verticle, sent changes as the watch would. Its time of day can be set. */
final class RecordedMap implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    final Vertx vertx = Vertx.vertx();
    final AtomicReference<Duration> step = new AtomicReference<>(Duration.ZERO);
    private final AtomicReference<HistoryState> state = new AtomicReference<>(HistoryState.STARTING);
    private final String history;

    RecordedMap(String url) {
        this(new RecordingOptions(url, Duration.ofDays(1), 1_000_000, RecordingOptions.MAX_WAITING));
    }

    RecordedMap(RecordingOptions options) {
        Messages.register(vertx);
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        vertx.eventBus().<HistoryState>localConsumer(BusAddresses.HISTORY_STATE, now -> state.set(now.body()));
        get(vertx.deployVerticle(
                new CacheVerticle("00000000", ip -> true, WaitLimits.of(80), true, System::nanoTime, registry)));
        Clock clock = new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.now().plus(step.get());
            }
        };
        history = get(vertx.deployVerticle(
                new HistoryVerticle(options, Duration.ofMillis(50), System::nanoTime, clock, registry),
                new DeploymentOptions()
                        .setThreadingModel(ThreadingModel.WORKER)
                        .setWorkerPoolName("history")
                        .setWorkerPoolSize(HistoryVerticle.THREADS)));
    }

    /** A list ends; all pods have been reported by it. */
    void listed(Pod... pods) {
        change(Part.LIST_END, Arrays.stream(pods).map(PodChange.Present::new).toArray(PodChange[]::new));
        confirm();
    }

    void present(Pod pod) {
        change(Part.WATCH, new PodChange.Present(pod));
    }

    void gone(String uid) {
        change(Part.WATCH, new PodChange.Gone(uid));
    }

    void gone(Part part, String uid) {
        change(part, new PodChange.Gone(uid));
    }

    private void change(Part part, PodChange... changes) {
        long now = System.nanoTime();
        Optional<Long> confirmed = part == Part.WATCH ? Optional.of(now) : Optional.empty();
        ask(BusAddresses.PODS_CHANGED, new PodsChanged(Arrays.asList(changes), part, now, confirmed));
    }

    /** A bookmark arrives. */
    void confirm() {
        ask(
                BusAddresses.PODS_CHANGED,
                new PodsChanged(List.of(), Part.WATCH, System.nanoTime(), Optional.of(System.nanoTime())));
    }

    HistoryState state() {
        return state.get();
    }

    /** A moment of now, when the history covers it. */
    Instant moment() {
        await().atMost(TIMEOUT).until(() -> {
            confirm();
            return state().coveredTo().isPresent();
        });
        Instant now = Instant.now().plus(step.get());
        await().atMost(TIMEOUT).until(() -> {
            confirm();
            return state().coveredTo().filter(now::isBefore).isPresent();
        });
        return now;
    }

    PastOwner owner(String ip, Instant at) {
        return this.<PastOwnersReply>ask(
                        BusAddresses.PAST_OWNERS, new PastOwnersRequest(List.of(new Question(Pods.ip(ip), at))))
                .owners()
                .get(0);
    }

    /** The UID of the owner at a moment, or what is known instead. */
    String verdict(String ip, Instant at) {
        PastOwner owner = owner(ip, at);
        return owner instanceof PastOwner.Owned owned
                ? owned.interval().pod().uid()
                : owner.getClass().getSimpleName();
    }

    IntervalsReply intervals(IntervalsRequest request) {
        return ask(BusAddresses.INTERVALS, request);
    }

    <T> T ask(String address, Object message) {
        return get(vertx.eventBus()
                .<T>request(address, message, BusAddresses.LOCAL)
                .map(Message::body));
    }

    /** Stops in order. */
    void stop() {
        get(vertx.undeploy(history));
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError("not answered within " + TIMEOUT, e);
        }
    }

    @Override
    public void close() {
        if (vertx.deploymentIDs().contains(history)) {
            stop();
        }
        get(vertx.close());
    }
}
