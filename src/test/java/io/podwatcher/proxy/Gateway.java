package io.podwatcher.proxy;

import static org.awaitility.Awaitility.await;

import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.ServerSettings;
import io.podwatcher.http.RawHttp;
import io.podwatcher.integration.service.MockCluster;
import io.podwatcher.integration.service.RunningService;
import io.podwatcher.watch.api.ClusterAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * An API server with the {@link Callers}, pod-watcher, an upstream, and the proxies between callers and upstream.
 * pod-watcher listens on 127.0.0.1 and ::1, so that it can trust one proxy and not another: only their addresses
 * differ.
 */
public final class Gateway implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Path folder;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private int proxies;
    public final ApiServer server;
    public final Upstream upstream;
    public final RunningService service;

    /** With the default API server. */
    public Gateway(Path folder, String... settings) throws Exception {
        this(folder, ServerSettings.DEFAULT, settings);
    }

    /** With an API server of these settings. */
    public Gateway(Path folder, ServerSettings apiServer, String... settings) throws Exception {
        this(folder, new ApiServer(apiServer), server -> {}, settings);
    }

    /** With an API server that is changed before its first request. */
    public Gateway(Path folder, Consumer<ApiServer> happens, String... settings) throws Exception {
        this(folder, new ApiServer(), happens, settings);
    }

    /**
     * @param folder for the proxies' files
     * @param settings of pod-watcher, as NAME=value
     */
    private Gateway(Path folder, ApiServer apiServer, Consumer<ApiServer> happens, String... settings)
            throws Exception {
        this.folder = folder;
        server = opened(apiServer.start());
        happens.accept(server);
        Callers.addTo(server);
        upstream = opened(new Upstream());
        String[] all = new String[settings.length + 1];
        all[0] = Loopback.hasIpv6() ? "HOST=::" : "HOST=127.0.0.1";
        System.arraycopy(settings, 0, all, 1, settings.length);
        service = opened(RunningService.start(new ClusterAccess(server.config(), "test"), all));
    }

    public Gateway awaitReady() {
        await().atMost(TIMEOUT).until(() -> service.status("/ready") == 200);
        return this;
    }

    /** Runs the documented Caddy in front of the upstream; returns its port. */
    public int caddy(String... podWatchers) throws IOException {
        return caddy(Snippet.documented("Caddyfile").asks(podWatchers).passesOnTo("upstream:8080", upstream.port()));
    }

    /** Runs a Caddy; returns its port. */
    public int caddy(Snippet snippet) throws IOException {
        int port = MockCluster.freePort();
        opened(Proxy.caddy(newFolder(), snippet.listensOn(port), port));
        return port;
    }

    /** Runs a documented nginx in front of the upstream; returns its port. */
    public int nginx(String file, String... podWatchers) throws IOException {
        return nginx(Snippet.documented(file).asks(podWatchers).passesOnTo("upstream:8080", upstream.port()));
    }

    /** Runs an nginx; returns its port. */
    public int nginx(Snippet snippet) throws IOException {
        int port = MockCluster.freePort();
        opened(Proxy.nginx(newFolder(), snippet.listensOn(port), port));
        return port;
    }

    /** Runs the documented Caddy that only passes on, in front of another proxy; returns its port. */
    public int caddyBefore(int proxy) throws IOException {
        return caddy(Snippet.documented("outer.Caddyfile").passesOnTo("inner-proxy:8000", proxy));
    }

    /** The address of pod-watcher by IPv4; it sees a proxy that uses it as 127.0.0.1. */
    public String podWatcher() {
        return "127.0.0.1:" + service.port();
    }

    /** The address of pod-watcher by IPv6; it sees a proxy that uses it as ::1. */
    public String podWatcherByIpv6() {
        return "[::1]:" + service.port();
    }

    /** One call on a connection of its own. */
    public static RawHttp.Response call(String from, int port, String target) {
        try (RawHttp client = RawHttp.from(from, port)) {
            return client.get(target);
        }
    }

    private Path newFolder() throws IOException {
        return Files.createDirectory(folder.resolve("proxy-" + proxies++));
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
