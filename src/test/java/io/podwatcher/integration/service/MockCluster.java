package io.podwatcher.integration.service;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.podwatcher.watch.api.ClusterAccess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/** An API server inside the test, on 127.0.0.1, that keeps the pods it is given. */
public final class MockCluster implements AutoCloseable {

    private static final int PORTS_OF_A_JVM = 1000;

    /** Open as long as this JVM runs: the ports that follow it are its own. */
    private static final ServerSocket PORTS = claimPorts();

    private static final AtomicInteger nextPort = new AtomicInteger();

    // The reference keeps its level from being garbage collected.
    private static final Logger REQUESTS = Logger.getLogger("io.fabric8.mockwebserver");

    private final CrudDispatcher dispatcher = new CrudDispatcher();
    private final KubernetesMockServer server =
            new KubernetesMockServer(new Context(), new MockWebServer(), new HashMap<>(), dispatcher, false);
    private final KubernetesClient client;

    private MockCluster(int port) {
        tellNoRequests();
        server.init(InetAddress.getLoopbackAddress(), port);
        client = server.createClient();
    }

    /** Keeps fabric8's server from logging each request. */
    public static void tellNoRequests() {
        REQUESTS.setLevel(Level.WARNING);
    }

    /** Starts an empty cluster on a free port. */
    public static MockCluster start() {
        return startOn(0);
    }

    /** Starts an empty cluster where another one was. */
    public static MockCluster startOn(int port) {
        return new MockCluster(port);
    }

    /**
     * A port on which nothing listens. It stays so until the test uses it: it is outside of the ephemeral range, and
     * other JVMs that run tests meanwhile have other ports.
     */
    public static int freePort() {
        while (true) {
            int port = PORTS.getLocalPort() + 1 + Math.floorMod(nextPort.getAndIncrement(), PORTS_OF_A_JVM - 1);
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // The next may be free.
            }
        }
    }

    private static ServerSocket claimPorts() {
        for (int first = 20_000; first < 32_000; first += PORTS_OF_A_JVM) {
            try {
                return new ServerSocket(first);
            } catch (IOException taken) {
                // By another JVM.
            }
        }
        throw new IllegalStateException("All ports from 20000 to 31999 are claimed by other tests");
    }

    /** How to reach the cluster that is, was or will be on this port. */
    public static ClusterAccess accessTo(int port) {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:" + port + "/")
                .withHttp2Disable(true)
                // Tries again at once, where a user's server would be given a second.
                .withWatchReconnectInterval(20)
                .build();
        return new ClusterAccess(config, "test");
    }

    public ClusterAccess access() {
        return accessTo(port());
    }

    public int port() {
        return server.getPort();
    }

    /** How many watches are open. */
    public int watches() {
        return dispatcher.watches();
    }

    /** Adds a pod; the cluster gives it a UID of its own. */
    public Pod add(Pod pod) {
        return client.resource(pod).create();
    }

    /** Replaces what the cluster knows of a pod by another state of it. */
    public Pod change(Pod pod, UnaryOperator<PodBuilder> edit) {
        return client.resource(edit.apply(new PodBuilder(current(pod))).build()).update();
    }

    /** The pod as the cluster knows it now. */
    public Pod current(Pod pod) {
        return client.resource(pod).get();
    }

    public void delete(Pod pod) {
        client.resource(pod).delete();
    }

    @Override
    public void close() {
        client.close();
        server.destroy();
    }
}
