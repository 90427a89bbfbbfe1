package io.podwatcher.e2e;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;

/** A namespace that nobody else has, removed on closing with all that is in it. On the thread of a test. */
final class TestNamespace implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final KubernetesClient client;
    private final String name;

    TestNamespace(KubernetesClient client) {
        this.client = client;
        this.name = client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withGenerateName("pod-watcher-e2e-")
                        .withLabels(Cluster.OURS)
                        .endMetadata()
                        .build())
                .create()
                .getMetadata()
                .getName();
    }

    String name() {
        return name;
    }

    @Override
    public void close() {
        // No kubelet will ever confirm that they have ended.
        client.pods().inNamespace(name).withGracePeriod(0).delete();
        if (isControlled()) {
            client.namespaces().withName(name).delete();
        } else {
            client.serviceAccounts().inNamespace(name).delete();
            client.namespaces().withName(name).delete();
            release();
        }
        await().atMost(PATIENCE).until(() -> client.namespaces().withName(name).get() == null);
    }

    /** Whether there is a controller that empties and releases namespaces: the same program makes these accounts. */
    private boolean isControlled() {
        return client.serviceAccounts().inNamespace(name).withName("default").get() != null;
    }

    /** What the controller does when the namespace is empty. */
    private void release() {
        Namespace going = client.namespaces().withName(name).get();
        if (going != null) {
            Namespace released = new NamespaceBuilder(going)
                    .editSpec()
                    .withFinalizers()
                    .endSpec()
                    .build();
            client.raw("/api/v1/namespaces/" + name + "/finalize", "PUT", released);
        }
    }
}
