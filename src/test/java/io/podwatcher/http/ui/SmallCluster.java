package io.podwatcher.http.ui;

import static io.podwatcher.apiserver.pods.ApiPod.running;
import static org.awaitility.Awaitility.await;

import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.integration.service.RunningService;
import io.podwatcher.watch.api.ClusterAccess;
import java.util.Map;

/** The whole service with an API server of some pods; some of their IPs have no single owner. */
final class SmallCluster implements AutoCloseable {

    static final String NODE_IP = "10.0.9.1";
    static final String AMBIGUOUS_IP = "10.0.9.2";
    static final String TERMINATING_IP = "10.0.0.4";

    final ApiServer server = new ApiServer().start();
    private RunningService service;

    SmallCluster() throws Exception {
        server.put(running("shop", "cart", "uid-cart", "10.0.0.1").withLabels(Map.of("app", "cart", "tier", "front")));
        server.put(running("shop", "stock", "uid-stock", "10.0.0.10").onNode("node-2"));
        server.put(
                running("media", "player", "uid-player", "10.0.0.2", "fd00::2").onNode("node-2"));
        server.put(running("media", "archive", "uid-archive", TERMINATING_IP).beingDeleted());
        server.put(running("system", "exporter", "uid-exporter", NODE_IP).onHostNetwork());
        server.put(running("system", "one", "uid-one", AMBIGUOUS_IP));
        server.put(running("system", "two", "uid-two", AMBIGUOUS_IP));
        service = ready("PORT=0");
    }

    private RunningService ready(String port) throws Exception {
        RunningService started = RunningService.start(new ClusterAccess(server.config(), "test"), port);
        await().until(() -> started.status("/ready") == 200);
        return started;
    }

    String url() {
        return "http://127.0.0.1:" + service.port();
    }

    RunningService service() {
        return service;
    }

    void stopService() {
        service.close();
    }

    /** Starts the service again on the same port. */
    void startService() throws Exception {
        service = ready("PORT=" + service.port());
    }

    @Override
    public void close() {
        service.close();
        server.close();
    }
}
