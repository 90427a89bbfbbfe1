package io.podwatcher.demo;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodFluent;
import io.fabric8.kubernetes.api.model.PodIP;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;

/** Makes the pods of the homelab: of Deployments, of a DaemonSet, of a Job. */
final class HomelabPod {

    private static final String[] NODE_IPS = {"192.168.1.10", Homelab.NODE_IP};
    private static final String[] NODES = {"pi-one", "pi-two"};

    private HomelabPod() {}

    /** The next pod of the same Deployment, not scheduled yet. */
    static Pod successor(Pod pod) {
        String deployment = pod.getMetadata().getLabels().get("app");
        String hash = pod.getMetadata().getLabels().get("pod-template-hash");
        return new PodBuilder(pod)
                .editMetadata()
                .withName(deployment + "-" + hash + "-" + suffix())
                .withUid(UUID.randomUUID().toString())
                .withResourceVersion(null)
                .withCreationTimestamp(now())
                .endMetadata()
                .withNewStatus()
                .withPhase("Pending")
                .endStatus()
                .build();
    }

    /** The pod as its kubelet reports it once it runs. */
    static Pod running(Pod pod, String ip) {
        return new PodBuilder(pod)
                .withNewStatus()
                .withPhase("Running")
                .withPodIP(ip)
                .withPodIPs(new PodIP(ip))
                .withHostIP(NODE_IPS[Arrays.asList(NODES).indexOf(pod.getSpec().getNodeName())])
                .withStartTime(now())
                .withConditions(new PodConditionBuilder()
                        .withType("Ready")
                        .withStatus("True")
                        .build())
                .endStatus()
                .build();
    }

    /** One that {@link Churn} replaces. */
    static Pod churning(String namespace, String name, String hash, String image, int port, int node, String... ips) {
        return new PodBuilder(deployed(namespace, name, hash, image, port, node, ips))
                .editMetadata()
                .addToLabels("churn", "yes")
                .endMetadata()
                .build();
    }

    /** One of a Deployment. */
    static Pod deployed(String namespace, String name, String hash, String image, int port, int node, String... ips) {
        Pod pod = pod(namespace, name + "-" + hash + "-" + suffix(), image, port, node)
                .editMetadata()
                .withLabels(Map.of("app", name, "pod-template-hash", hash))
                .addNewOwnerReference()
                .withApiVersion("apps/v1")
                .withKind("ReplicaSet")
                .withName(name + "-" + hash)
                .withUid(UUID.randomUUID().toString())
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .build();
        return new PodBuilder(running(pod, ips[0]))
                .editStatus()
                .withPodIPs(Arrays.stream(ips).map(PodIP::new).toList())
                .endStatus()
                .build();
    }

    /** One of a DaemonSet that shares the network of its node. */
    static Pod ofNode(String namespace, String name, String image, int port, int node) {
        Pod pod = pod(namespace, name + "-" + suffix(), image, port, node)
                .editMetadata()
                .withLabels(Map.of("app", name))
                .addNewOwnerReference()
                .withApiVersion("apps/v1")
                .withKind("DaemonSet")
                .withName(name)
                .withUid(UUID.randomUUID().toString())
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .editSpec()
                .withHostNetwork(true)
                .endSpec()
                .build();
        return running(pod, NODE_IPS[node]);
    }

    /** One of a Job that is done. */
    static Pod finished(String namespace, String job, String image, int node, String ip) {
        Pod pod = pod(namespace, job + "-" + suffix(), image, 8080, node)
                .editMetadata()
                .withLabels(Map.of("job-name", job))
                .endMetadata()
                .build();
        return new PodBuilder(running(pod, ip))
                .editStatus()
                .withPhase("Succeeded")
                .endStatus()
                .build();
    }

    /** The same with a service account of its own. */
    static Pod runningAs(String account, Pod pod) {
        return new PodBuilder(pod)
                .editSpec()
                .withServiceAccountName(account)
                .endSpec()
                .build();
    }

    private static PodBuilder pod(String namespace, String name, String image, int port, int node) {
        PodFluent<PodBuilder>.SpecNested<PodBuilder> spec = new PodBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .withUid(UUID.randomUUID().toString())
                .withCreationTimestamp(now())
                .endMetadata()
                .withNewSpec()
                .withNodeName(NODES[node])
                .withServiceAccountName("default")
                .withContainers(new ContainerBuilder()
                        .withName("app")
                        .withImage(image)
                        .addNewPort()
                        .withContainerPort(port)
                        .withProtocol("TCP")
                        .endPort()
                        .build());
        return spec.endSpec();
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String suffix() {
        return UUID.randomUUID().toString().substring(0, 5);
    }
}
