package io.podwatcher.demo;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.podwatcher.integration.service.CrudDispatcher;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** An embedded API server on the loopback address, with the homelab in it, Fission's triggers included. */
public final class DemoCluster implements AutoCloseable {

    // The reference keeps its level from being garbage collected.
    private static final Logger REQUESTS = Logger.getLogger("io.fabric8.mockwebserver");

    private final KubernetesMockServer apiServer;
    private final KubernetesClient client;
    private final List<Pod> pods;
    private final Churn churn;

    private DemoCluster(boolean tls) {
        // The embedded server tells each request at INFO.
        REQUESTS.setLevel(Level.WARNING);
        apiServer = new KubernetesMockServer(
                new Context(), new MockWebServer(), new HashMap<>(), new CrudDispatcher(), tls);
        apiServer.init(InetAddress.getLoopbackAddress(), 0);
        client = apiServer.createClient();
        pods = Homelab.pods().stream().map(pod -> client.resource(pod).create()).toList();
        HomelabTriggers triggers = new HomelabTriggers(client);
        triggers.create();
        churn = new Churn(
                client,
                pods.stream()
                        .filter(pod ->
                                "yes".equals(pod.getMetadata().getLabels().get("churn")))
                        .toList(),
                triggers);
    }

    /** One that speaks plain HTTP. */
    public static DemoCluster start() {
        return new DemoCluster(false);
    }

    /** One that speaks TLS, as API servers do, with a certificate that nobody signed. */
    public static DemoCluster startWithTls() {
        return new DemoCluster(true);
    }

    /** The pods of the homelab, for other servers. */
    public static List<Pod> homelab() {
        return Homelab.pods();
    }

    /** Where it is. */
    public String url() {
        return config().getMasterUrl();
    }

    /** The file of its certificate, for those who want TLS from it. */
    public String certificate() {
        return apiServer.getSelfSignedCertificate().certificatePath();
    }

    Config config() {
        return client.getConfiguration();
    }

    /** How many pods there are. */
    public int size() {
        return pods.size();
    }

    /** From now on, replaces a pod every few seconds. */
    void churn() {
        churn.start();
    }

    /** Replaces one pod by another with another IP. */
    public void replaceOne() {
        churn.replaceOne();
    }

    @Override
    public void close() {
        churn.close();
        client.close();
        apiServer.destroy();
    }
}
