package io.podwatcher.demo;

import io.podwatcher.Logging;
import io.podwatcher.PodWatcher;
import io.podwatcher.settings.InvalidSettings;
import io.podwatcher.settings.Settings;
import io.podwatcher.watch.api.ClusterAccess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** {@code mvn -Pdemo}: the real service against an embedded API server with a homelab in it. Ctrl-C ends it. */
public final class Demo {

    private static final long LONGEST_SYNC_MILLIS = 30_000;

    private Demo() {}

    /** Runs until the JVM is asked to end; exits with 2 when a setting is wrong, 1 when the service cannot start. */
    public static void main(String[] arguments) throws Exception {
        Settings settings;
        try {
            settings = Settings.from(variables(System.getenv()));
        } catch (InvalidSettings e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        Logging.configure(settings);
        DemoCluster cluster = DemoCluster.start();
        PodWatcher service = start(settings, cluster);
        cluster.churn();
        String url = "http://" + settings.reachableHost() + ":" + service.port();
        DemoCalls calls = new DemoCalls(url);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            calls.close();
            stop(service);
            cluster.close();
            stopped.countDown();
        }));
        awaitReady(url);
        if (!System.getenv().containsKey("TRUSTED_PROXIES")) {
            // With other proxies, this machine may not be one.
            calls.start();
        }
        explain(url, cluster.size());
        stopped.await();
    }

    /**
     * The user's. Two proxies are believed: one on this machine, so that curl can take its part, and Caddy by its
     * identity.
     */
    static Map<String, String> variables(Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.putIfAbsent("TRUSTED_PROXIES", "127.0.0.1,serviceaccount:ingress/caddy");
        variables.putIfAbsent("FISSION", "on");
        variables.putIfAbsent("FISSION_NAMESPACES", HomelabTriggers.NAMESPACES);
        if (variables.containsKey("TLS_CERT_FILE")) {
            System.err.println("The demo speaks plain HTTP: unset TLS_CERT_FILE and TLS_KEY_FILE");
            System.exit(2);
        }
        return variables;
    }

    private static PodWatcher start(Settings settings, DemoCluster cluster) {
        try {
            return PodWatcher.start(settings, new ClusterAccess(cluster.config(), "the demo's embedded API server"))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(1, TimeUnit.MINUTES);
        } catch (Exception e) {
            String words = (e instanceof ExecutionException ? e.getCause() : e).getMessage();
            System.err.println("The demo cannot start: " + words + "; is the port taken? PORT=8081 mvn -Pdemo");
            System.exit(1);
            throw new IllegalStateException(e);
        }
    }

    /** What is printed should be true when it is read. */
    private static void awaitReady(String url) throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest ready = HttpRequest.newBuilder(URI.create(url + "/ready")).build();
        long deadline = System.currentTimeMillis() + LONGEST_SYNC_MILLIS;
        while (http.send(ready, BodyHandlers.discarding()).statusCode() != 200) {
            if (System.currentTimeMillis() > deadline) {
                throw new IllegalStateException("The demo did not get ready");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static void stop(PodWatcher service) {
        try {
            service.stop().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            System.err.println("The service did not stop in order: " + e);
        }
    }

    private static void explain(String url, int pods) {
        System.out.printf("""

                pod-watcher answers at %1$s, watching an embedded cluster of %2$d pods; every few seconds one of them
                is replaced, and every two seconds a call is allowed or refused. The page is %1$s/ in a browser.
                Try, in another terminal:

                  curl '%1$s/pod?ip=%3$s'                    # a Fission function's pod
                  curl '%1$s/pods?namespace=fission-function'       # all pods of that namespace
                  curl '%1$s/pod?ip=%4$s'                  # a node's IP: refused, and why
                  curl -i -H 'X-Forwarded-For: %3$s' '%1$s/authorize?namespace=fission-function'   # as a proxy asks

                As Caddy asks for a pod of the namespace shop that calls a function; src/docs/fission.md has more of these:

                  curl -i -H 'X-Forwarded-For: %5$s' -H 'X-Forwarded-Method: GET' -H 'X-Forwarded-Host: caddy' \\
                    -H 'X-Forwarded-Uri: /shop/cart' '%1$s/authorize/fission'

                Ctrl-C ends it.

                """, url, pods, Homelab.FUNCTION_IP, Homelab.NODE_IP, Homelab.STOREFRONT_IP);
    }
}
