package io.podwatcher.http.events;

import io.podwatcher.http.Service;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.HashSet;
import java.util.Set;

/** The way of one replica to the API server: bytes can be held back on it, and its connections cut. */
final class LaggingLink {

    private final Context context;
    private final NetClient client;
    private final int target;
    private final NetServer server;
    private final Set<NetSocket> sockets = new HashSet<>();
    private boolean lagging;

    /**
     * @param target the port of the API server on the loopback address
     */
    LaggingLink(Vertx vertx, int target) {
        this.context = vertx.getOrCreateContext();
        this.client = vertx.createNetClient();
        this.target = target;
        this.server = vertx.createNetServer();
        onLoop(() -> {});
        Service.await(io.vertx.core.Future.<NetServer>future(listening -> context.runOnContext(turn ->
                server.connectHandler(this::accept).listen(0, "127.0.0.1").onComplete(listening))));
    }

    int port() {
        return server.actualPort();
    }

    private void accept(NetSocket near) {
        near.pause();
        client.connect(target, "127.0.0.1").onFailure(refused -> near.close()).onSuccess(far -> {
            connect(near, far);
            connect(far, near);
            near.resume();
            if (lagging) {
                far.pause();
            }
            sockets.add(far);
            far.closeHandler(closed -> {
                sockets.remove(far);
                near.close();
            });
        });
    }

    private static void connect(NetSocket from, NetSocket to) {
        from.handler(to::write).exceptionHandler(broken -> to.close()).closeHandler(closed -> to.close());
    }

    /** Holds back what the API server sends. */
    void lag() {
        onLoop(() -> {
            lagging = true;
            sockets.forEach(NetSocket::pause);
        });
    }

    void catchUp() {
        onLoop(() -> {
            lagging = false;
            sockets.forEach(NetSocket::resume);
        });
    }

    /** Cuts all connections; new ones are accepted. */
    void cut() {
        onLoop(() -> Set.copyOf(sockets).forEach(NetSocket::close));
    }

    private void onLoop(Runnable task) {
        Service.await(io.vertx.core.Future.<Void>future(done -> context.runOnContext(turn -> {
            task.run();
            done.complete();
        })));
    }
}
