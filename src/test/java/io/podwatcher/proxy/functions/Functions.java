package io.podwatcher.proxy.functions;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.fission.HttpTrigger;
import io.podwatcher.fission.RouteTable;
import io.podwatcher.http.FakeCache;
import io.podwatcher.http.RawHttp;
import io.podwatcher.http.Service;
import io.podwatcher.integration.service.MockCluster;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.fission.RoutesChanged;
import io.podwatcher.messages.fission.RoutesState;
import io.podwatcher.model.Identity;
import io.podwatcher.model.PeerList;
import io.podwatcher.model.Pod;
import io.podwatcher.proxy.Callers;
import io.podwatcher.proxy.Proxy;
import io.podwatcher.proxy.Snippet;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A real Caddy by its documented file, between pods and an upstream. The HTTP verticle that it asks knows these pods
 * and the triggers that it is given, and trusts Caddy by its service account.
 */
final class Functions implements AutoCloseable {

    private static final Identity CADDY = Identity.parse("serviceaccount:ingress/caddy");

    /** A pod of shop, one of media, and one of a third namespace. */
    static final Map<String, Pod> PODS = Map.of(
            Callers.CART,
            FakeCache.pod("shop", "cart", Callers.ACCOUNT, "{}"),
            Callers.PLAYER,
            FakeCache.pod("media", "player", Callers.ACCOUNT, "{}"),
            "127.0.0.8",
            FakeCache.pod("evil", "squatter", Callers.ACCOUNT, "{}"));

    private final Vertx vertx = Vertx.vertx();
    private final Service service;
    private final Proxy caddy;
    private final int port;

    /**
     * @param folder for Caddy's files
     * @param upstream the port to which calls are passed on
     */
    Functions(Path folder, int upstream) throws IOException {
        FakeCache cache = new FakeCache(vertx).listen();
        PODS.forEach(cache::owns);
        cache.owns("127.0.0.1", FakeCache.pod("ingress", "caddy", "caddy", "{}"));
        PeerList trusted = PeerList.of(CADDY);
        service = Service.start(vertx, trusted, trusted, new SimpleMeterRegistry());
        port = MockCluster.freePort();
        Snippet snippet = Snippet.documented("fission-all-namespaces.Caddyfile")
                .asks("127.0.0.1:" + service.port())
                .passesOnTo("router.fission.svc.cluster.local:80", upstream)
                .listensOn(port);
        caddy = Proxy.caddy(folder, snippet, port);
    }

    /** pod-watcher knows these triggers when this returns: its event loop answers a later request after it. */
    void triggers(Collection<RouteTable.Entry> entries) {
        routes(RouteTable.empty(true).with(entries));
    }

    void routes(RouteTable table) {
        RoutesState routes = new RoutesState.Known(table, 1, FakeCache.age(0), Optional.empty());
        vertx.eventBus().publish(BusAddresses.ROUTES, new RoutesChanged(routes), BusAddresses.LOCAL);
        service.hasReadEverything();
    }

    /** Whether a pod may call a function, by the rule as users are told it. */
    static boolean mayCall(Pod pod, HttpTrigger trigger) {
        return pod.namespace().equals(trigger.namespace())
                || trigger.allowed().contains(Identity.parse("namespace:" + pod.namespace()));
    }

    /** The port that callers call. */
    int port() {
        return port;
    }

    RawHttp.Response call(String from, String request) {
        try (RawHttp client = RawHttp.from(from, port)) {
            return client.send(request).read();
        }
    }

    RawHttp.Response get(String from, String target, String... headers) {
        return call(
                from,
                "GET " + target + " HTTP/1.1\r\nHost: functions.example.com\r\n"
                        + List.of(headers).stream().map(line -> line + "\r\n").reduce("", String::concat) + "\r\n");
    }

    @Override
    public void close() {
        caddy.close();
        Service.await(vertx.close());
    }
}
