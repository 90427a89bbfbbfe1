package io.podwatcher.cache;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.Messages;
import io.podwatcher.messages.lookup.LookupReply;
import io.podwatcher.messages.lookup.LookupRequest;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.messages.lookup.WaitRequest;
import io.podwatcher.messages.map.StatusReply;
import io.podwatcher.messages.map.StatusRequest;
import io.podwatcher.messages.watch.PodChange;
import io.podwatcher.messages.watch.PodsChanged;
import io.podwatcher.messages.watch.PodsChanged.Part;
import io.podwatcher.model.MapVersion;
import io.podwatcher.model.Pod;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** A cache verticle on a Vertx of its own, talked to as the other verticles do: by messages. */
final class CacheHarness implements AutoCloseable {

    static final WaitLimits WAITS = WaitLimits.of(80);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    final Vertx vertx = Vertx.vertx();
    final AtomicLong nanoTime = new AtomicLong(1);
    private final String deployment;
    private long lastWait;

    CacheHarness() {
        Messages.register(vertx);
        deployment = get(vertx.deployVerticle(
                new CacheVerticle("00000000", ip -> true, WAITS, false, nanoTime::get, new SimpleMeterRegistry())));
    }

    static PodChange present(Pod pod) {
        return new PodChange.Present(pod);
    }

    static PodChange gone(String uid) {
        return new PodChange.Gone(uid);
    }

    /** Tells of changes and waits until they have been taken. */
    void change(Part part, PodChange... changes) {
        changeTo("", part, changes);
    }

    /** The same with the version that the map then has. */
    void changeTo(String version, Part part, PodChange... changes) {
        long now = nanoTime.get();
        Optional<Long> confirmed = part == Part.LIST ? Optional.empty() : Optional.of(now);
        ask(
                BusAddresses.PODS_CHANGED,
                new PodsChanged(Arrays.asList(changes), part, now, confirmed, MapVersion.of(version)));
    }

    void synced(Pod... pods) {
        change(Part.LIST_END, Arrays.stream(pods).map(CacheHarness::present).toArray(PodChange[]::new));
    }

    /** The owner's UID, or the reason why none is given. */
    String verdict(String ip) {
        return verdict(this.<LookupReply>ask(BusAddresses.LOOKUP, new LookupRequest(List.of(Pods.ip(ip)))));
    }

    static String verdict(LookupReply reply) {
        LookupResult lookup = reply.lookups().get(0);
        if (lookup instanceof LookupResult.Ambiguous) {
            return "AMBIGUOUS";
        }
        return lookup instanceof LookupResult.Owned owned ? owned.pod().uid() : lookup.toString();
    }

    WaitRequest waitRequest(String ip, Duration timeout) {
        return waitRequest("10.9.9.9", ip, timeout);
    }

    WaitRequest waitRequest(String peer, String ip, Duration timeout) {
        return new WaitRequest("test", ++lastWait, peer, Pods.ip(ip), timeout);
    }

    Future<String> await(WaitRequest request) {
        return vertx.eventBus()
                .<LookupReply>request(BusAddresses.WAIT, request, BusAddresses.LOCAL)
                .map(reply -> verdict(reply.body()));
    }

    void send(String address, Object message) {
        vertx.eventBus().send(address, message, BusAddresses.LOCAL);
    }

    StatusReply status() {
        return ask(BusAddresses.STATUS, new StatusRequest());
    }

    <T> T ask(String address, Object message) {
        return get(vertx.eventBus()
                .<T>request(address, message, BusAddresses.LOCAL)
                .map(Message::body));
    }

    Future<Void> undeploy() {
        return vertx.undeploy(deployment);
    }

    static <T> T get(Future<T> future) {
        try {
            return future.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("not answered within " + PATIENCE, e);
        }
    }

    @Override
    public void close() {
        get(vertx.close());
    }
}
