package io.podwatcher.e2e;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.podwatcher.integration.service.MockCluster;
import io.podwatcher.process.ServiceProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * What one test has in the cluster, and the service's process that watches it; all of it ends with the test. On its
 * thread.
 */
final class Stage implements AutoCloseable {

    private final Cluster cluster;
    private final TestNamespace namespace;
    private final ServiceRights rights;
    private final TestPods pods;
    private ServiceProcess process;
    private Cable cable;

    private Stage(Cluster cluster, TestNamespace namespace, ServiceRights rights) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.rights = rights;
        this.pods = new TestPods(cluster.client(), namespace.name(), new Random());
    }

    static Stage open(Cluster cluster) {
        TestNamespace namespace = new TestNamespace(cluster.client());
        try {
            return new Stage(cluster, namespace, new ServiceRights(cluster.client(), namespace.name()));
        } catch (RuntimeException e) {
            try (namespace) {
                throw e;
            }
        }
    }

    String namespace() {
        return namespace.name();
    }

    /** With the rights of an administrator. */
    KubernetesClient client() {
        return cluster.client();
    }

    ServiceRights rights() {
        return rights;
    }

    TestPods pods() {
        return pods;
    }

    /** Starts the service with a token of its account, and with these settings, given as NAME=value. */
    LiveService start(Path home, String... settings) throws IOException {
        return start(home, cluster.kubeconfig(home, rights.token()), settings);
    }

    /** The same, with the API server at the other end of a cable that can be cut. */
    LiveService startOnCable(Path home, String... settings) throws IOException {
        cable = Cable.to(cluster.client().getMasterUrl());
        return start(home, cluster.kubeconfig(home, rights.token(), cable.port()), settings);
    }

    Cable cable() {
        return cable;
    }

    private LiveService start(Path home, Path kubeconfig, String... settings) throws IOException {
        int port = MockCluster.freePort();
        Map<String, String> variables = new HashMap<>(Map.of(
                "HOST",
                "127.0.0.1",
                "PORT",
                Integer.toString(port),
                "HTTP_INSTANCES",
                "1",
                "KUBECONFIG",
                kubeconfig.toString()));
        for (String setting : settings) {
            variables.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        process = ServiceProcess.start(home, variables);
        return new LiveService(process, port);
    }

    /** The API server as the service's account sees it. */
    KubernetesClient asService(Path home) throws IOException {
        return cluster.client(cluster.kubeconfig(home, rights.token()));
    }

    /** From the last to the first, and each of them whatever becomes of the others. */
    @Override
    @SuppressWarnings("try")
    public void close() {
        try (namespace;
                rights;
                Cable lastCable = cable;
                ServiceProcess lastProcess = process) {
            return;
        }
    }
}
