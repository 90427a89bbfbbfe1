package io.podwatcher.e2e;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URL;
import java.util.concurrent.TimeUnit;

/** A TCP connection from 127.0.0.1 to the API server that can be cut and mended. On one event loop of its own. */
final class Cable implements AutoCloseable {

    private static final String HERE = "127.0.0.1";

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final NetClient client = vertx.createNetClient();
    private final String host;
    private final int port;
    private final int localPort;
    private NetServer end;

    private Cable(String host, int port) {
        this.host = host;
        this.port = port;
        this.end = listen(0);
        this.localPort = end.actualPort();
    }

    static Cable to(URL apiServer) {
        return new Cable(
                apiServer.getHost(), apiServer.getPort() < 0 ? apiServer.getDefaultPort() : apiServer.getPort());
    }

    /** The port of 127.0.0.1 on which it ends. */
    int port() {
        return localPort;
    }

    /** Closes all connections; new ones are refused. */
    void cut() {
        done(end.close());
    }

    /** Lets connections through again. */
    void mend() {
        end = listen(localPort);
    }

    private NetServer listen(int at) {
        return done(vertx.createNetServer().connectHandler(this::connect).listen(at, HERE));
    }

    private void connect(NetSocket service) {
        service.pause();
        client.connect(port, host)
                .onSuccess(apiServer -> {
                    service.closeHandler(closed -> apiServer.close());
                    apiServer.closeHandler(closed -> service.close());
                    service.pipeTo(apiServer);
                    apiServer.pipeTo(service);
                })
                .onFailure(refused -> service.close());
    }

    private static <T> T done(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        done(vertx.close());
    }
}
