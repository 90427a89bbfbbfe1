package io.podwatcher.demo;

import static io.podwatcher.demo.HomelabPod.churning;
import static io.podwatcher.demo.HomelabPod.deployed;
import static io.podwatcher.demo.HomelabPod.finished;
import static io.podwatcher.demo.HomelabPod.ofNode;
import static io.podwatcher.demo.HomelabPod.runningAs;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.List;

/** The pods of a small cluster as one may stand in a cupboard: two nodes, Fission, some media, some monitoring. */
final class Homelab {

    static final String DNS_IP = "10.42.0.2";
    static final String FUNCTION_IP = "10.42.1.20";
    static final String DUAL_STACK_IPV6 = "fd00:42::1:30";
    static final String NODE_IP = "192.168.1.11";
    static final String JOB_IP = "10.42.1.40";

    /** Runs as a service account of its own, which a trigger of another namespace allows. */
    static final String STOREFRONT_IP = "10.42.0.40";

    static final String GUEST_IP = "10.42.1.50";
    static final String CADDY_IP = "10.42.0.5";
    static final String JELLYFIN_IP = "10.42.1.30";
    static final String PROMETHEUS_IP = "10.42.0.35";

    /** No pod ever has it. */
    static final String STRANGER_IP = "10.42.7.7";

    private Homelab() {}

    /** All pods at the start. Those that {@link Churn} replaces carry the label churn=yes. */
    static List<Pod> pods() {
        List<Pod> pods = new ArrayList<>();
        pods.add(deployed("kube-system", "coredns", "6799fbcd5", "k8s/coredns:1.12.1", 53, 0, DNS_IP));
        pods.add(deployed(
                "kube-system", "metrics-server", "7b9c9c4b9c", "k8s/metrics-server:0.8.0", 10250, 0, "10.42.0.3"));
        pods.add(deployed("kube-system", "traefik", "c98fdf6fb", "traefik:3.5", 8000, 1, "10.42.1.4"));
        pods.add(runningAs("caddy", deployed("ingress", "caddy", "5d8b6c7f4d", "caddy:2.10", 8443, 0, CADDY_IP)));
        pods.add(deployed("fission", "router", "66d5c6d9f5", "fission/fission-bundle:v1.27.0", 8888, 0, "10.42.0.10"));
        pods.add(
                deployed("fission", "executor", "7c9fd7b6d8", "fission/fission-bundle:v1.27.0", 8888, 1, "10.42.1.11"));
        pods.add(deployed(
                "fission", "buildermgr", "5b7d9c8df6", "fission/fission-bundle:v1.27.0", 8888, 1, "10.42.1.12"));
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
        pods.add(runningAs(
                "jellyfin",
                deployed(
                        "media",
                        "jellyfin",
                        "7d9f8b6c5d",
                        "jellyfin/jellyfin:10.11",
                        8096,
                        1,
                        JELLYFIN_IP,
                        DUAL_STACK_IPV6)));
        pods.add(churning("media", "sonarr", "66b7c8d9f5", "linuxserver/sonarr:4.0", 8989, 0, "10.42.0.31"));
        pods.add(runningAs(
                "prometheus",
                deployed("monitoring", "prometheus", "9c8d7f6b5d", "prom/prometheus:3.7", 9090, 0, PROMETHEUS_IP)));
        pods.add(deployed("monitoring", "grafana", "6d7c8f9b5c", "grafana/grafana:12.2", 3000, 1, "10.42.1.36"));
        pods.add(ofNode("monitoring", "node-exporter", "prom/node-exporter:1.10", 9100, 0));
        pods.add(ofNode("monitoring", "node-exporter", "prom/node-exporter:1.10", 9100, 1));
        // A Job that is done. Its pod still names an IP that another pod has by now.
        pods.add(finished("media", "backup-29390400", "restic/restic:0.18", 1, JOB_IP));
        pods.add(deployed("media", "transcode", "7b8c9d6f5c", "linuxserver/ffmpeg:8.0", 8080, 1, JOB_IP));
        pods.add(runningAs(
                "storefront", deployed("shop", "storefront", "5f6b7d8c9d", "nginx:1.29", 8080, 0, STOREFRONT_IP)));
        pods.add(deployed("shop", "poolmgr-nodejs", "7d5c9b8f6d", "fission/node-env:1.32", 8888, 1, "10.42.1.42"));
        pods.add(deployed("guest", "notebook", "6b9d7c5f8d", "jupyter/base-notebook:7.4", 8888, 1, GUEST_IP));
        return pods;
    }
}
