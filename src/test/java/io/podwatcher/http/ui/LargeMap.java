package io.podwatcher.http.ui;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.podwatcher.authorize.AllowedClients;
import io.podwatcher.authorize.TrustedProxies;
import io.podwatcher.cache.CacheVerticle;
import io.podwatcher.cache.WaitLimits;
import io.podwatcher.fission.RouteTable;
import io.podwatcher.http.AnswerOptions;
import io.podwatcher.http.HttpLimits;
import io.podwatcher.http.HttpServerPolicy;
import io.podwatcher.http.HttpVerticle;
import io.podwatcher.http.events.EventLimits;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.Messages;
import io.podwatcher.messages.fission.RoutesChanged;
import io.podwatcher.messages.fission.RoutesState;
import io.podwatcher.messages.watch.PodChange;
import io.podwatcher.messages.watch.PodsChanged;
import io.podwatcher.messages.watch.PodsChanged.Part;
import io.podwatcher.messages.watch.WatchAge;
import io.podwatcher.metrics.MetricsVerticle;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The service without its watch: the test sends the changes instead, so that a map is large within a second or two.
 */
final class LargeMap implements AutoCloseable {

    private static final int BATCH = 256;
    private static final Instant FIRST_START = Instant.parse("2026-11-23T04:04:29Z");

    private final Vertx vertx = Vertx.vertx();
    private final HttpVerticle http;

    /** Starts it with this many pods; see {@link #pod}. */
    LargeMap(int pods) {
        Messages.register(vertx);
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        // Nothing confirms this map again.
        Duration hour = Duration.ofHours(1);
        http = new HttpVerticle(
                HttpServerPolicy.options("127.0.0.1", 0),
                new AnswerOptions(
                        Duration.ZERO,
                        hour,
                        hour.toSeconds(),
                        false,
                        TrustedProxies.NONE,
                        AllowedClients.everybody(),
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Page.read()),
                        HttpVerticle.contract()),
                HttpLimits.usual(8, 1000, EventLimits.of(1000, 64 << 20)),
                registry);
        await(vertx.deployVerticle(
                new MetricsVerticle(registry), new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER)));
        await(vertx.deployVerticle(
                new CacheVerticle("00000000", ip -> true, WaitLimits.of(1000), false, System::nanoTime, registry)));
        await(vertx.deployVerticle(http));
        for (int from = 0; from < pods; from += BATCH) {
            List<PodChange> batch = new ArrayList<>(BATCH);
            for (int i = from; i < Math.min(pods, from + BATCH); i++) {
                batch.add(new PodChange.Present(pod(i, "1")));
            }
            send(batch, from + BATCH >= pods ? Part.LIST_END : Part.LIST);
        }
    }

    String url() {
        return "http://127.0.0.1:" + http.port();
    }

    /** Sends changes to the map, as the watch would. */
    void send(List<PodChange> changes) {
        send(changes, Part.WATCH);
    }

    /** Sends the routes of Fission's router, as the watch of its triggers would. */
    void send(RouteTable routes, int triggers) {
        WatchAge now = new WatchAge(System.nanoTime(), System::nanoTime);
        vertx.eventBus()
                .publish(
                        BusAddresses.ROUTES,
                        new RoutesChanged(new RoutesState.Known(routes, triggers, now, Optional.empty())),
                        BusAddresses.LOCAL);
    }

    private void send(List<PodChange> changes, Part part) {
        await(vertx.eventBus()
                .request(
                        BusAddresses.PODS_CHANGED,
                        new PodsChanged(changes, part, System.nanoTime(), Optional.of(System.nanoTime())),
                        BusAddresses.LOCAL));
    }

    /** The pod of a number, counted from 0, in one of its versions; it started a second after the one before. */
    static Pod pod(int number, String version) {
        return pod(number, version, "True");
    }

    /** The same with this status of its condition Ready. */
    static Pod pod(int number, String version, String ready) {
        String name = "pod-" + "0".repeat(6 - Integer.toString(number).length()) + number;
        String namespace = "ns-" + number % 300;
        String node = "node-" + number % 5000;
        String ip = ip(number);
        String json = """
                {"name":"%s","namespace":"%s","uid":"uid-%d","labels":{"app":"app-%d"},"annotations":{},"node_name":"%s",\
                "phase":"Running","pod_ip":"%s","pod_ips":["%s"],"host_ip":"192.168.1.10","start_time":"%s",\
                "conditions":[{"type":"Ready","status":"%s","reason":null,"message":null}],\
                "containers":[{"name":"app","image":"app:1","ports":[]}],"resource_version":"%s","service_account":"default",\
                "owner":null}""".formatted(
                name, namespace, number, number % 10, node, ip, ip, FIRST_START.plusSeconds(number), ready, version);
        return new Pod(
                "uid-" + number,
                namespace,
                name,
                node,
                "default",
                List.of(IpAddress.parse(ip).orElseThrow()),
                List.of(),
                Pod.Network.POD,
                Pod.Stage.LIVE,
                json.getBytes(StandardCharsets.UTF_8));
    }

    static String ip(int number) {
        return "10." + (40 + number / 65536) + "." + number / 256 % 256 + "." + number % 256;
    }

    private static <T> void await(Future<T> future) {
        try {
            future.await(1, TimeUnit.MINUTES);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
