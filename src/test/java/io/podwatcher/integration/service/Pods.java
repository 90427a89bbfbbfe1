package io.podwatcher.integration.service;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodIP;
import java.util.Arrays;

/** Pods as a kubelet reports them. */
public final class Pods {

    private Pods() {}

    /** A running pod with these IPs, or none; finish it by build(). */
    public static PodBuilder running(String namespace, String name, String... ips) {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .addToLabels("app", name)
                .endMetadata()
                .withNewSpec()
                .withNodeName("worker-1")
                .addNewContainer()
                .withName("app")
                .withImage("app:1")
                .endContainer()
                .endSpec()
                .withNewStatus()
                .withPhase("Running")
                .withHostIP("192.168.1.10")
                .withPodIP(ips.length == 0 ? null : ips[0])
                .withPodIPs(Arrays.stream(ips).map(PodIP::new).toList())
                .endStatus();
    }

    /** The pod with these IPs instead of those that it had. */
    public static PodBuilder withIps(PodBuilder pod, String... ips) {
        return pod.editStatus()
                .withPodIP(ips.length == 0 ? null : ips[0])
                .withPodIPs(Arrays.stream(ips).map(PodIP::new).toList())
                .endStatus();
    }

    public static Pod build(String namespace, String name, String... ips) {
        return running(namespace, name, ips).build();
    }
}
