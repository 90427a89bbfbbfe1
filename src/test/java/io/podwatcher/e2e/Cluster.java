package io.podwatcher.e2e;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.vertx5.Vertx5HttpClientFactory;
import io.podwatcher.watch.api.ClusterAccess;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The cluster that the kubeconfig points at, with the rights of whoever runs the tests. On the thread of a test. */
final class Cluster implements AutoCloseable {

    static final Map<String, String> OURS = Map.of("app.kubernetes.io/managed-by", "pod-watcher-e2e");

    private static final int FIRST_STATUS = 100;
    private static final int CONNECT_MILLIS = 5_000;
    private static final int REQUEST_MILLIS = 10_000;

    /** Of all clients: each would close one of its own before it has come to rest. */
    private final Vertx vertx = Vertx.vertx();

    private final KubernetesClient client;

    private Cluster(Config administrator) {
        client = client(administrator);
    }

    /** There is no cluster to test with; the message says why. */
    static final class NotThere extends Exception {

        private static final long serialVersionUID = 1L;

        private NotThere(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The cluster that the service itself would watch, if it answers. */
    static Cluster find() throws NotThere {
        ClusterAccess access;
        try {
            access = ClusterAccess.find(System.getenv());
        } catch (ClusterAccess.NotFound e) {
            throw new NotThere(e.getMessage(), e);
        }
        Config config = new ConfigBuilder(access.config())
                .withConnectionTimeout(CONNECT_MILLIS)
                .withRequestTimeout(REQUEST_MILLIS)
                .withRequestRetryBackoffLimit(1)
                .build();
        Cluster cluster = new Cluster(config);
        try {
            String version = cluster.client.getKubernetesVersion().getGitVersion();
            System.out.println(
                    "e2e: testing with " + config.getMasterUrl() + " (" + version + ") by " + access.origin());
        } catch (KubernetesClientException e) {
            // A status is an answer: whoever is not let in has something to mend, and nothing to skip.
            if (e.getCode() < FIRST_STATUS) {
                cluster.close();
                throw new NotThere(config.getMasterUrl() + " of " + access.origin() + " does not answer", e);
            }
        }
        return cluster;
    }

    /** A client of whomever this kubeconfig names. */
    KubernetesClient client(Path kubeconfig) {
        return client(Config.fromKubeconfig(kubeconfig.toFile()));
    }

    private KubernetesClient client(Config config) {
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new Vertx5HttpClientFactory(vertx))
                .build();
    }

    /** With the rights of whoever runs the tests. */
    KubernetesClient client() {
        return client;
    }

    /** Writes a kubeconfig for this cluster with nothing of the administrator's in it. */
    Path kubeconfig(Path folder, String token) throws IOException {
        Config config = client.getConfiguration();
        String trust = config.isTrustCerts() ? "insecure-skip-tls-verify: true" : authority(config);
        return kubeconfig(folder, config.getMasterUrl(), trust, token);
    }

    /** The same, by a cable whose end is on this port of 127.0.0.1. */
    Path kubeconfig(Path folder, String token, int port) throws IOException {
        // The API server's certificate names the API server, not every cable that leads to it.
        return kubeconfig(folder, "https://127.0.0.1:" + port, "insecure-skip-tls-verify: true", token);
    }

    private static String authority(Config config) throws IOException {
        String data = config.getCaCertData();
        if (data == null && config.getCaCertFile() != null) {
            data = Base64.getEncoder().encodeToString(Files.readAllBytes(Path.of(config.getCaCertFile())));
        }
        return data == null ? "insecure-skip-tls-verify: false" : "certificate-authority-data: " + data;
    }

    private static Path kubeconfig(Path folder, String server, String trust, String token) throws IOException {
        return Files.writeString(folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                clusters:
                  - name: e2e
                    cluster:
                      server: %s
                      %s
                users:
                  - name: pod-watcher
                    user: {token: %s}
                contexts:
                  - name: e2e
                    context: {cluster: e2e, user: pod-watcher}
                current-context: e2e
                """.formatted(server, trust, token));
    }

    @Override
    public void close() {
        client.close();
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
