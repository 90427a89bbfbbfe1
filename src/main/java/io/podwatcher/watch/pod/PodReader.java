package io.podwatcher.watch.pod;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.podwatcher.log.RateLimit;
import io.podwatcher.model.Glob;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import io.podwatcher.model.Pod.Network;
import io.podwatcher.model.Pod.Stage;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Converts a pod from the API server into the pod model: what the rules need, and the encoded answer. One thread. */
public final class PodReader {

    private static final Logger log = LoggerFactory.getLogger(PodReader.class);
    private static final Set<String> FINISHED = Set.of("Succeeded", "Failed");

    /** False while a pod has no sandbox with a network, so that none of its processes can make calls (KEP-3085). */
    private static final String HAS_SANDBOX = "PodReadyToStartContainers";

    /** Calico's CNI plugin sets both to "" once it has released a pod's addresses (libcalico-go 1284). */
    private static final List<String> CALICO_IPS =
            List.of("cni.projectcalico.org/podIP", "cni.projectcalico.org/podIPs");

    /** More nodes than Kubernetes supports; the bound only keeps addresses of former nodes from accumulating. */
    private static final int MAX_NODES = 16_384;

    private final PodJson json = new PodJson();
    private final ServedLimits limits;
    private final Truncations truncations;
    private final Map<List<IpAddress>, List<IpAddress>> nodes = new HashMap<>();
    private final RateLimit warnings = new RateLimit(5);

    /**
     * @param excludeAnnotations patterns of annotation keys that are not served
     * @param truncations receives the pods whose answers are truncated
     */
    public PodReader(List<Glob> excludeAnnotations, Truncations truncations) {
        this.limits = new ServedLimits(excludeAnnotations);
        this.truncations = truncations;
    }

    public Pod read(PodResource resource) {
        ObjectMeta metadata = resource.getMetadata();
        PodResource.Status status = resource.getStatus();
        List<IpAddress> ips = ips(resource, status.podIP(), status.podIPs());
        Stage stage = stage(resource);
        Served served = limits.apply(resource);
        if (!served.truncated().isEmpty()) {
            truncations.truncated(metadata, served.truncated());
        }
        return new Pod(
                metadata.getUid(),
                shared(metadata.getNamespace()),
                metadata.getName(),
                shared(resource.getSpec().nodeName()),
                shared(resource.getSpec().serviceAccountName()),
                ips,
                shared(ips(resource, status.hostIP(), status.hostIPs())),
                network(resource, stage),
                stage,
                json.encode(resource, served, ips));
    }

    private static Stage stage(PodResource resource) {
        String phase = resource.getStatus().phase();
        if (phase != null && FINISHED.contains(phase)) {
            return Stage.FINISHED;
        }
        return resource.getMetadata().getDeletionTimestamp() == null ? Stage.LIVE : Stage.TERMINATING;
    }

    private static Network network(PodResource resource, Stage stage) {
        if (Boolean.TRUE.equals(resource.getSpec().hostNetwork())) {
            return Network.HOST;
        }
        boolean released = stage == Stage.TERMINATING && isReleasedByCalico(resource.getMetadata());
        return released || hasNoSandbox(resource.getStatus()) ? Network.NONE : Network.POD;
    }

    private static boolean hasNoSandbox(PodResource.Status status) {
        return status.conditions() != null
                && status.conditions().stream()
                        .anyMatch(condition -> condition != null
                                && HAS_SANDBOX.equals(condition.type())
                                && "False".equals(condition.status()));
    }

    /**
     * Meaningful for terminating pods only: a running one may have empty annotations by mistake (kubernetes 118286).
     */
    private static boolean isReleasedByCalico(ObjectMeta metadata) {
        Map<String, String> annotations = metadata.getAnnotations();
        return annotations != null && CALICO_IPS.stream().allMatch(key -> "".equals(annotations.get(key)));
    }

    /** Both fields are read: some API servers and some CNIs fill only one of them. */
    private List<IpAddress> ips(PodResource resource, String one, List<PodResource.PodIp> several) {
        Set<IpAddress> ips = new LinkedHashSet<>();
        add(resource, one, ips);
        if (several != null) {
            for (PodResource.PodIp ip : several) {
                add(resource, ip == null ? null : ip.ip(), ips);
            }
        }
        return List.copyOf(ips);
    }

    private void add(PodResource resource, String text, Set<IpAddress> ips) {
        if (text != null && !text.isEmpty()) {
            IpAddress.parse(text).ifPresentOrElse(ips::add, () -> warn(resource, text));
        }
    }

    /** Thousands of pods are on the same few nodes, so they share these lists. */
    private List<IpAddress> shared(List<IpAddress> hostIps) {
        if (nodes.size() >= MAX_NODES) {
            nodes.clear();
        }
        return nodes.computeIfAbsent(hostIps, ips -> ips);
    }

    private void warn(PodResource resource, String text) {
        ObjectMeta metadata = resource.getMetadata();
        warnings.report(
                1,
                times -> log.warn(
                        "Pod {}/{} has '{}' as an IP; ignored{}",
                        metadata.getNamespace(),
                        metadata.getName(),
                        text,
                        RateLimit.leftOut(times)));
    }

    /** Thousands of pods have the same few names here, so they share the strings. */
    private static String shared(String name) {
        return name == null ? "" : name.intern();
    }
}
