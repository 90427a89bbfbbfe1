package io.podwatcher.e2e;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.podwatcher.integration.service.Pods;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * Pods of one namespace, on a node that is not there: what its kubelet would report is written here. On the thread of a
 * test.
 */
final class TestPods {

    private final KubernetesClient client;
    private final String namespace;

    /** Two numbers of 198.18.0.0/15, which is kept for tests: pods that the cluster has already are elsewhere. */
    private final String network;

    TestPods(KubernetesClient client, String namespace, Random random) {
        this.client = client;
        this.namespace = namespace;
        this.network = "198." + (18 + random.nextInt(2)) + "." + random.nextInt(256);
    }

    /** An address that only this test uses. */
    String ip(int number) {
        return network + "." + number;
    }

    /** A pod that its kubelet has not reported yet. */
    Pod add(String name) {
        PodBuilder pod = Pods.running(namespace, name)
                .editMetadata()
                .addToLabels(Cluster.OURS)
                .endMetadata()
                .editSpec()
                // Of this namespace: a cluster deletes the pods of a missing node, but not at once.
                .withNodeName(namespace)
                .withServiceAccountName(ServiceRights.ACCOUNT)
                .endSpec();
        return client.resource(pod.withStatus(null).build()).create();
    }

    /** A running pod with this IP. */
    Pod run(String name, String ip) {
        add(name);
        return report(name, ip);
    }

    /** Its kubelet reports that it runs and has this IP. */
    Pod report(String name, String ip) {
        return report(
                name,
                status -> status.toBuilder()
                        .withPhase("Running")
                        .withPodIP(ip)
                        .withPodIPs(new PodIP(ip))
                        .build());
    }

    /** Its kubelet reports that it has ended well; it keeps its IP, as real ones do. */
    Pod finish(String name) {
        return report(name, status -> status.toBuilder().withPhase("Succeeded").build());
    }

    private Pod report(String name, UnaryOperator<PodStatus> change) {
        return pod(name)
                .editStatus(pod -> new PodBuilder(pod)
                        .withStatus(change.apply(pod.getStatus()))
                        .build());
    }

    /** The deletion is asked for; the pod stays until its kubelet confirms, which is {@link #delete}. */
    void terminate(String name) {
        pod(name).withGracePeriod(30).delete();
    }

    void delete(String name) {
        pod(name).withGracePeriod(0).delete();
        await().until(() -> pod(name).get() == null);
    }

    private PodResource pod(String name) {
        return client.pods().inNamespace(namespace).withName(name);
    }
}
