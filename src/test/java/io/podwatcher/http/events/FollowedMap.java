package io.podwatcher.http.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.cache.CacheVerticle;
import io.podwatcher.cache.WaitLimits;
import io.podwatcher.http.HttpLimits;
import io.podwatcher.http.HttpServerPolicy;
import io.podwatcher.http.Service;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.Messages;
import io.podwatcher.messages.watch.PodChange;
import io.podwatcher.messages.watch.PodsChanged;
import io.podwatcher.messages.watch.PodsChanged.Part;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;

/**
 * The map as it is in the service, an HTTP verticle in front of it, and clients that follow it. The Vertx that it runs
 * on ends it.
 */
final class FollowedMap {

    /** Short intervals, because tests wait for them; but on a busy machine a client may take seconds to read. */
    static final EventLimits LIMITS =
            new EventLimits(Duration.ofMillis(2), Duration.ofMillis(50), Duration.ofSeconds(4), 20, 64 << 20);

    final HttpClient http = HttpClient.newHttpClient();
    final Service service;
    private final Vertx vertx;
    private final MeterRegistry registry;
    private final List<EventClient> clients = new CopyOnWriteArrayList<>();

    private FollowedMap(Vertx vertx, MeterRegistry registry, Service service) {
        this.vertx = vertx;
        this.registry = registry;
        this.service = service;
    }

    static FollowedMap start(Vertx vertx) {
        return start(vertx, LIMITS, options -> options);
    }

    static FollowedMap start(Vertx vertx, EventLimits limits, UnaryOperator<HttpServerOptions> options) {
        Messages.register(vertx);
        MeterRegistry registry = new SimpleMeterRegistry();
        Service.await(vertx.deployVerticle(
                new CacheVerticle("00000000", ip -> true, WaitLimits.of(1000), false, System::nanoTime, registry)));
        return new FollowedMap(
                vertx,
                registry,
                Service.deploy(
                        vertx,
                        options.apply(HttpServerPolicy.options("127.0.0.1", 0)),
                        HttpLimits.usual(Service.LISTINGS, 1000, limits),
                        registry));
    }

    /** A running pod whose UID is its name. */
    static Pod pod(String namespace, String name, String... ips) {
        return labelled(namespace, name, "n1", "{}", ips);
    }

    /** One with labels, given as JSON. */
    static Pod labelled(String namespace, String name, String node, String labels, String... ips) {
        return make(namespace, name, node, labels, "", ips);
    }

    /** One whose answer is at least so long. */
    static Pod large(String name, int length, String... ips) {
        return make("default", name, "n1", "{}", "é".repeat(length / 2), ips);
    }

    private static Pod make(String namespace, String name, String node, String labels, String note, String... ips) {
        String json = "{\"name\":\"%s\",\"namespace\":\"%s\",\"labels\":%s,\"note\":\"%s\"}"
                .formatted(name, namespace, labels, note);
        List<IpAddress> addresses =
                Arrays.stream(ips).map(ip -> IpAddress.parse(ip).orElseThrow()).toList();
        return new Pod(
                name,
                namespace,
                name,
                node,
                "default",
                addresses,
                List.of(),
                Pod.Network.POD,
                Pod.Stage.LIVE,
                json.getBytes(StandardCharsets.UTF_8));
    }

    /** These are all pods; returns when the map has them. */
    FollowedMap synced(Pod... pods) {
        send(
                Part.LIST_END,
                Arrays.stream(pods).<PodChange>map(PodChange.Present::new).toList());
        return this;
    }

    void put(Pod... pods) {
        send(
                Part.WATCH,
                Arrays.stream(pods).<PodChange>map(PodChange.Present::new).toList());
    }

    void delete(String... names) {
        send(
                Part.WATCH,
                Arrays.stream(names).<PodChange>map(PodChange.Gone::new).toList());
    }

    void send(Part part, List<PodChange> changes) {
        PodsChanged message =
                new PodsChanged(new ArrayList<>(changes), part, System.nanoTime(), Optional.of(System.nanoTime()));
        Service.await(vertx.eventBus().request(BusAddresses.PODS_CHANGED, message, BusAddresses.LOCAL));
    }

    EventClient follow(String query, String... headers) {
        return follow(http, "http://127.0.0.1:" + service.port() + "/events" + query, headers);
    }

    EventClient follow(HttpClient client, String url, String... headers) {
        EventClient opened = EventClient.open(client, url, headers);
        clients.add(opened);
        return opened;
    }

    /** Waits until no stream is open. */
    void awaitNoStreams() {
        awaitStreams(0);
    }

    /** Waits until so many streams are open: the server notices that a client has gone when it next writes to it. */
    void awaitStreams(int count) {
        Awaitility.await()
                .until(() -> registry.get("pod.watcher.event.streams").gauge().value() == count);
    }

    /** How many streams were disconnected because their clients did not read. */
    int disconnectedAsSlow() {
        return (int) registry.get("pod.watcher.event.streams.cut")
                .tag("reason", "slow")
                .counter()
                .count();
    }

    /** What {@code /pods} lists, by IP the names. */
    Map<String, String> pods(String query) {
        JsonObject pods = service.get("/pods" + query).json().getJsonObject("pods");
        Map<String, String> names = new HashMap<>();
        pods.fieldNames().forEach(ip -> names.put(ip, pods.getJsonObject(ip).getString("name")));
        return names;
    }

    void close() {
        clients.forEach(EventClient::close);
    }
}
