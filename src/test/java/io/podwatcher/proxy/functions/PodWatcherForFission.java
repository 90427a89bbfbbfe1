package io.podwatcher.proxy.functions;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.fission.RouteTable;
import io.podwatcher.http.FakeCache;
import io.podwatcher.http.Service;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.fission.RoutesChanged;
import io.podwatcher.messages.fission.RoutesState;
import io.podwatcher.model.Identity;
import io.podwatcher.model.PeerList;
import io.podwatcher.model.Pod;
import io.podwatcher.proxy.Callers;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP verticle that knows a few pods and the triggers that it is given. It trusts the proxy at 127.0.0.1 by its
 * service account.
 */
final class PodWatcherForFission implements AutoCloseable {

    private static final Identity PROXY = Identity.parse("serviceaccount:ingress/proxy");

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

    PodWatcherForFission() {
        FakeCache cache = new FakeCache(vertx).listen();
        PODS.forEach(cache::owns);
        cache.owns("127.0.0.1", FakeCache.pod("ingress", "proxy", "proxy", "{}"));
        PeerList trusted = PeerList.of(PROXY);
        service = Service.start(vertx, trusted, trusted, new SimpleMeterRegistry());
    }

    /** It knows these routes when this returns: its event loop answers a later request after it. */
    void routes(RouteTable table) {
        RoutesState routes = new RoutesState.Known(table, 1, FakeCache.age(0), Optional.empty());
        vertx.eventBus().publish(BusAddresses.ROUTES, new RoutesChanged(routes), BusAddresses.LOCAL);
        service.hasReadEverything();
    }

    int port() {
        return service.port();
    }

    @Override
    public void close() {
        Service.await(vertx.close());
    }
}
