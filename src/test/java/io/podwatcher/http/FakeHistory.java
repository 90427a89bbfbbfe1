package io.podwatcher.http;

import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.history.HistoryState;
import io.podwatcher.messages.history.Interval;
import io.podwatcher.messages.history.IntervalsReply;
import io.podwatcher.messages.history.IntervalsRequest;
import io.podwatcher.messages.history.PastOwner;
import io.podwatcher.messages.history.PastOwnersReply;
import io.podwatcher.messages.history.PastOwnersRequest;
import io.podwatcher.messages.history.PastPod;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * Stands where the history verticle would: answers what a test has given it, and remembers what it was asked. Its
 * services may be asked from any thread.
 */
public final class FakeHistory {

    private final Vertx vertx;
    private final Map<String, PastOwner> owners = new HashMap<>();
    private final List<PastOwnersRequest> questions = new CopyOnWriteArrayList<>();
    private final List<IntervalsRequest> requests = new CopyOnWriteArrayList<>();
    private final List<Message<?>> withheld = new ArrayList<>();
    private Function<IntervalsRequest, IntervalsReply> intervals =
            request -> new IntervalsReply(List.of(), Optional.empty(), List.of());
    private Optional<Integer> failure = Optional.empty();
    private boolean withholding;

    public FakeHistory(Vertx vertx) {
        this.vertx = vertx;
    }

    public FakeHistory listen() {
        vertx.eventBus().<PastOwnersRequest>localConsumer(BusAddresses.PAST_OWNERS, message -> {
            questions.add(message.body());
            receive(message);
        });
        vertx.eventBus().<IntervalsRequest>localConsumer(BusAddresses.INTERVALS, message -> {
            requests.add(message.body());
            receive(message);
        });
        return this;
    }

    /** A pod that is known with all its fields. */
    public static PastPod pod(String namespace, String name) {
        return new PastPod(
                "uid-" + name,
                namespace,
                name,
                "node-1",
                "till",
                Optional.of(new PastPod.Owner("Deployment", name)),
                Optional.of("2026-11-01T00:00:00Z"));
    }

    /** One of which nothing is known but what it must have. */
    public static PastPod bare(String namespace, String name) {
        return new PastPod("uid-" + name, namespace, name, "", "", Optional.empty(), Optional.empty());
    }

    /** An interval that is exactly known, and over. */
    public static Interval interval(String ip, PastPod pod, String from, String to) {
        return new Interval(
                FakeCache.ip(ip),
                pod,
                Instant.parse(from),
                Optional.of(Instant.parse(from)),
                Optional.of(Instant.parse(to)),
                Optional.of(Instant.parse(to)));
    }

    /** One that goes on, and of whose beginning nothing is known. */
    public static Interval open(String ip, PastPod pod, String from) {
        return new Interval(
                FakeCache.ip(ip), pod, Instant.parse(from), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** What it answers about this IP, whatever the moment. */
    public synchronized void answers(String ip, PastOwner owner) {
        owners.put(ip, owner);
    }

    /** What it answers about intervals. */
    public synchronized void answers(Function<IntervalsRequest, IntervalsReply> reply) {
        intervals = reply;
    }

    /** From now on, fails every question with this code of HistoryFailure. */
    public synchronized void fails(int code) {
        failure = Optional.of(code);
    }

    /** Keeps all replies back until they are released. */
    public synchronized void withhold() {
        withholding = true;
    }

    public synchronized void release() {
        withholding = false;
        withheld.forEach(this::reply);
        withheld.clear();
    }

    /** The requests about owners so far. */
    public List<PastOwnersRequest> questions() {
        return questions;
    }

    /** The requests for intervals so far. */
    public List<IntervalsRequest> requests() {
        return requests;
    }

    /** Publishes the state of recording. */
    public void publish(HistoryState state) {
        vertx.eventBus().publish(BusAddresses.HISTORY_STATE, state, BusAddresses.LOCAL);
    }

    private synchronized void receive(Message<?> message) {
        if (withholding) {
            withheld.add(message);
        } else {
            reply(message);
        }
    }

    private void reply(Message<?> message) {
        if (failure.isPresent()) {
            message.fail(failure.get(), "the database refuses connections");
        } else if (message.body() instanceof PastOwnersRequest asked) {
            message.reply(new PastOwnersReply(answers(asked)), BusAddresses.LOCAL);
        } else {
            message.reply(intervals.apply((IntervalsRequest) message.body()), BusAddresses.LOCAL);
        }
    }

    private List<PastOwner> answers(PastOwnersRequest asked) {
        return asked.questions().stream()
                .map(question -> owners.getOrDefault(question.ip().toString(), new PastOwner.Nobody()))
                .toList();
    }
}
