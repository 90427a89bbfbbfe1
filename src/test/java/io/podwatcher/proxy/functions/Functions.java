package io.podwatcher.proxy.functions;

import io.podwatcher.fission.HttpTrigger;
import io.podwatcher.fission.RouteTable;
import io.podwatcher.http.RawHttp;
import io.podwatcher.integration.service.MockCluster;
import io.podwatcher.model.Identity;
import io.podwatcher.model.Pod;
import io.podwatcher.proxy.Proxy;
import io.podwatcher.proxy.Snippet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A real Caddy by its documented file, between pods and an upstream. */
final class Functions implements AutoCloseable {

    private final PodWatcherForFission podWatcher = new PodWatcherForFission();
    private final Proxy caddy;
    private final int port;

    /**
     * @param folder for Caddy's files
     * @param upstream the port to which calls are passed on
     */
    Functions(Path folder, int upstream) throws IOException {
        port = MockCluster.freePort();
        Snippet snippet = Snippet.documented("fission-all-namespaces.Caddyfile")
                .asks("127.0.0.1:" + podWatcher.port())
                .passesOnTo("router.fission.svc.cluster.local:80", upstream)
                .listensOn(port);
        caddy = Proxy.caddy(folder, snippet, port);
    }

    /** pod-watcher knows these triggers from now on. */
    void triggers(Collection<RouteTable.Entry> entries) {
        routes(RouteTable.empty(true).with(entries));
    }

    void routes(RouteTable table) {
        podWatcher.routes(table);
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
        String lines = Stream.of(headers).map(line -> line + "\r\n").collect(Collectors.joining());
        return call(from, "GET " + target + " HTTP/1.1\r\nHost: functions.example.com\r\n" + lines + "\r\n");
    }

    @Override
    public void close() {
        caddy.close();
        podWatcher.close();
    }
}
