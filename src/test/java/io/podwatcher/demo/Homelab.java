package io.podwatcher.demo;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodFluent;
import io.fabric8.kubernetes.api.model.PodIP;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The pods of a small cluster as one may stand in a cupboard: two nodes, Fission, some media, some monitoring. */
final class Homelab {

    static final String DNS_IP = "10.42.0.2";
    static final String FUNCTION_IP = "10.42.1.20";
    static final String DUAL_STACK_IPV6 = "fd00:42::1:30";
    static final String NODE_IP = "192.168.1.11";
    static final String JOB_IP = "10.42.1.40";

    private static final String[] NODE_IPS = {"192.168.1.10", NODE_IP};
    private static final String[] NODES = {"pi-one", "pi-two"};

    private Homelab() {}

    /** All pods at the start. Those that {@link Churn} replaces carry the label churn=yes. */
    static List<Pod> pods() {
        List<Pod> pods = new ArrayList<>();
        pods.add(deployed("kube-system", "coredns", "6799fbcd5", "k8s/coredns:1.12.1", 53, 0, DNS_IP));
        pods.add(deployed(
                "kube-system", "metrics-server", "7b9c9c4b9c", "k8s/metrics-server:0.8.0", 10250, 0, "10.42.0.3"));
        pods.add(deployed("kube-system", "traefik", "c98fdf6fb", "traefik:3.5", 8000, 1, "10.42.1.4"));
        pods.add(deployed("ingress", "caddy", "5d8b6c7f4d", "caddy:2.10", 8443, 0, "10.42.0.5"));
        pods.add(deployed("fission", "router", "66d5c6d9f5", "fission/fission-bundle:1.21.0", 8888, 0, "10.42.0.10"));
        pods.add(deployed("fission", "executor", "7c9fd7b6d8", "fission/fission-bundle:1.21.0", 8888, 1, "10.42.1.11"));
        pods.add(deployed(
                "fission", "buildermgr", "5b7d9c8df6", "fission/fission-bundle:1.21.0", 8888, 1, "10.42.1.12"));
        pods.add(deployed(
                "fission-function", "poolmgr-python", "6f5d4c9b87", "fission/python-env:1.34", 8888, 1, FUNCTION_IP));
        pods.add(churning(
                "fission-function", "poolmgr-nodejs", "84c5f7d9b6", "fission/node-env:1.32", 8888, 0, "10.42.0.21"));
        pods.add(churning(
                "fission-function",
                "newdeploy-resize",
                "5c6d7f8b9d",
                "fission/python-env:1.34",
                8888,
                1,
                "10.42.1.22"));
        pods.add(deployed(
                "media", "jellyfin", "7d9f8b6c5d", "jellyfin/jellyfin:10.11", 8096, 1, "10.42.1.30", DUAL_STACK_IPV6));
        pods.add(churning("media", "sonarr", "66b7c8d9f5", "linuxserver/sonarr:4.0", 8989, 0, "10.42.0.31"));
        pods.add(deployed("monitoring", "prometheus", "9c8d7f6b5d", "prom/prometheus:3.7", 9090, 0, "10.42.0.35"));
        pods.add(deployed("monitoring", "grafana", "6d7c8f9b5c", "grafana/grafana:12.2", 3000, 1, "10.42.1.36"));
        pods.add(nodeExporter(0));
        pods.add(nodeExporter(1));
        pods.add(finishedBackup());
        pods.add(deployed("media", "transcode", "7b8c9d6f5c", "linuxserver/ffmpeg:8.0", 8080, 1, JOB_IP));
        return pods;
    }

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

    private static Pod churning(
            String namespace, String name, String hash, String image, int port, int node, String... ips) {
        return new PodBuilder(deployed(namespace, name, hash, image, port, node, ips))
                .editMetadata()
                .addToLabels("churn", "yes")
                .endMetadata()
                .build();
    }

    private static Pod deployed(
            String namespace, String name, String hash, String image, int port, int node, String... ips) {
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

    /** One pod of a DaemonSet that shares the network of its node. */
    private static Pod nodeExporter(int node) {
        Pod pod = pod("monitoring", "node-exporter-" + suffix(), "prom/node-exporter:1.10", 9100, node)
                .editMetadata()
                .withLabels(Map.of("app", "node-exporter"))
                .addNewOwnerReference()
                .withApiVersion("apps/v1")
                .withKind("DaemonSet")
                .withName("node-exporter")
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

    /** A Job that is done. Its pod still names an IP that another pod has by now. */
    private static Pod finishedBackup() {
        Pod pod = pod("media", "backup-29390400-" + suffix(), "restic/restic:0.18", 8080, 1)
                .editMetadata()
                .withLabels(Map.of("job-name", "backup-29390400"))
                .endMetadata()
                .build();
        return new PodBuilder(running(pod, JOB_IP))
                .editStatus()
                .withPhase("Succeeded")
                .endStatus()
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
