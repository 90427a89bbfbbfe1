package io.podwatcher.watch.pod;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import io.podwatcher.watch.api.ResourceKind;
import io.podwatcher.watch.api.WatchedResource;
import java.util.List;

/**
 * A pod as lists and watches read it: only the fields that are served, because a full pod of 10 KB takes 28 KiB of
 * heap. Created for each pod of a list and each event, and not kept.
 */
@Group("")
@Version("v1")
@Kind("Pod")
@Plural("pods")
@JsonIgnoreProperties(ignoreUnknown = true)
public class PodResource extends WatchedResource {

    /** Pods, as lists and watches read them. */
    public static final ResourceKind<PodResource> KIND = new ResourceKind<>(PodResource.class);

    private static final long serialVersionUID = 1L;

    private transient Spec spec = Spec.EMPTY;
    private transient Status status = Status.EMPTY;

    /** The served part of the spec, never null. */
    public Spec getSpec() {
        return spec;
    }

    /** Sets the spec; null, which a bookmark may have, means none. */
    public void setSpec(Spec spec) {
        this.spec = spec == null ? Spec.EMPTY : spec;
    }

    /** The served part of the status, never null. */
    public Status getStatus() {
        return status;
    }

    /** Sets the status; null means none. */
    public void setStatus(Status status) {
        this.status = status == null ? Status.EMPTY : status;
    }

    /** The served part of a pod's spec; each field is null if the API server sent none. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Spec(String nodeName, Boolean hostNetwork, String serviceAccountName, List<Container> containers) {
        private static final Spec EMPTY = new Spec(null, null, null, null);
    }

    /** One container; each field is null if the API server sent none. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Container(String name, String image, List<Port> ports) {}

    /** One declared port of a container; each field is null if the API server sent none. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Port(Integer containerPort, String protocol) {}

    /** The served part of a pod's status; each field is null if the API server sent none. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Status(
            String phase,
            String podIP,
            List<PodIp> podIPs,
            String hostIP,
            List<PodIp> hostIPs,
            String startTime,
            List<Condition> conditions) {
        private static final Status EMPTY = new Status(null, null, null, null, null, null, null);
    }

    /** One address of a pod or of its node. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record PodIp(String ip) {}

    /** One condition; each field is null if the API server sent none. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Condition(String type, String status, String reason, String message) {}
}
