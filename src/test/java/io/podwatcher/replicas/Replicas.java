package io.podwatcher.replicas;

import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.ServerSettings;
import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.integration.service.MockCluster;
import io.podwatcher.proxy.Proxy;
import io.podwatcher.proxy.Snippet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.stream.Collectors;

/** Instances of pod-watcher behind a real proxy, with one pod to look up; closes all that it has started. */
final class Replicas implements AutoCloseable {

    static final ApiPod POD = ApiPod.running("shop", "cart", "uid-cart", "10.0.0.1");

    private final Path folder;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private int started;

    Replicas(Path folder) {
        this.folder = folder;
    }

    /** An API server with the pod, and with frequent bookmarks. */
    ApiServer apiServer() {
        ApiServer server = new ApiServer(ServerSettings.DEFAULT.withBookmarkEvery(Duration.ofMillis(500))).start();
        open.push(server);
        server.put(POD);
        return server;
    }

    /** Starts this many at once and waits until all are ready. */
    Replica[] start(int count, ApiServer server) throws IOException {
        Replica[] replicas = new Replica[count];
        for (int i = 0; i < count; i++) {
            replicas[i] = start(server);
        }
        Arrays.stream(replicas).forEach(Replica::awaitReady);
        return replicas;
    }

    /** Starts one more; it need not get ready. */
    Replica start(ApiServer server, String... settings) throws IOException {
        Replica replica = new Replica(folder.resolve("replica-" + started++), server, settings);
        open.push(replica);
        return replica;
    }

    /**
     * Runs nginx in front of them, without the active health checks of the commercial one: it notices a dead instance
     * when a request fails. It must not remember that, or it would avoid instances that are back. Returns its port.
     */
    int nginx(Replica... replicas) throws IOException {
        int port = MockCluster.freePort();
        String servers = Arrays.stream(replicas)
                .map(it -> "server " + it.address() + " max_fails=0;")
                .collect(Collectors.joining(" "));
        Snippet snippet = new Snippet("""
                upstream pod-watcher { %s keepalive 8; }
                server {
                    listen 127.0.0.1:%d;
                    location / {
                        proxy_pass http://pod-watcher;
                        proxy_http_version 1.1;
                        proxy_set_header Connection "";
                        proxy_next_upstream error timeout http_503;
                    }
                }
                """.formatted(servers, port));
        open.push(Proxy.nginx(Files.createDirectories(folder.resolve("nginx")), snippet, port));
        return port;
    }

    /** Runs Caddy in front of them. Returns its port. */
    int caddy(String options, Replica... replicas) throws IOException {
        int port = MockCluster.freePort();
        open.push(Proxy.caddy(caddyFolder(), balancing(port, options, replicas), port));
        return port;
    }

    Path caddyFolder() throws IOException {
        return Files.createDirectories(folder.resolve("caddy"));
    }

    /** A Caddy that passes calls on to these in turn. */
    static Snippet balancing(int port, String options, Replica... replicas) {
        String addresses = Arrays.stream(replicas).map(Replica::address).collect(Collectors.joining(" "));
        return new Snippet("""
                http://:%d {
                \treverse_proxy %s {
                \t\tlb_policy round_robin
                %s
                \t}
                }
                """.formatted(port, addresses, options.indent(2)));
    }

    void opened(AutoCloseable part) {
        open.push(part);
    }

    @Override
    public void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
