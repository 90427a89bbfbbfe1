package io.podwatcher.watch.pod;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.podwatcher.model.Glob;
import io.podwatcher.watch.pod.Served.Field;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Truncates the large fields of a pod, so that no pod takes more than {@link #ALL} in the map: 500 pods with 250 KB of
 * annotations each would otherwise crash a service with 256 MiB. Within each field, an entry that does not fit is left
 * out and smaller ones after it are kept. The fields that identify the pod are never left out: the API server bounds
 * its names, UID, addresses and service account. Immutable; any thread.
 */
final class ServedLimits {

    /** In bytes of encoded JSON: ten labels of the maximum length, or a hundred usual ones. */
    static final int LABELS = 8 * 1024;

    /** The largest annotations of controllers (templates of workflows, networks of several interfaces) have some KB. */
    static final int ANNOTATIONS = 16 * 1024;

    /** Messages of schedulers and kubelets have up to some KB. */
    static final int CONDITIONS = 8 * 1024;

    /** About a hundred containers. */
    static final int CONTAINERS = 16 * 1024;

    /** Names have at most 253 characters and kinds 63, but nothing checks those of an owner. */
    static final int OWNER = 512;

    /** All of these, and at most 2 KiB for the fields that are never left out. */
    static final int ALL = LABELS + ANNOTATIONS + CONDITIONS + CONTAINERS + OWNER + 2 * 1024;

    private final List<Glob> excludeAnnotations;

    /**
     * @param excludeAnnotations which annotations are not served, whatever their size
     */
    ServedLimits(List<Glob> excludeAnnotations) {
        this.excludeAnnotations = excludeAnnotations;
    }

    /** The served fields of this pod. */
    Served apply(PodResource pod) {
        Set<Field> truncated = EnumSet.noneOf(Field.class);
        ObjectMeta metadata = pod.getMetadata();
        return new Served(
                entries(metadata.getLabels(), List.of(), new Allowance(LABELS, Field.LABELS, truncated)),
                entries(
                        metadata.getAnnotations(),
                        excludeAnnotations,
                        new Allowance(ANNOTATIONS, Field.ANNOTATIONS, truncated)),
                conditions(pod.getStatus().conditions(), new Allowance(CONDITIONS, Field.CONDITIONS, truncated)),
                containers(pod.getSpec().containers(), new Allowance(CONTAINERS, Field.CONTAINERS, truncated)),
                controller(metadata, new Allowance(OWNER, Field.OWNER, truncated)),
                truncated);
    }

    /** The remaining bytes for one field. */
    private static final class Allowance {

        private final Field field;
        private final Set<Field> truncated;
        private int left;

        private Allowance(int bytes, Field field, Set<Field> truncated) {
            this.left = bytes;
            this.field = field;
            this.truncated = truncated;
        }

        private boolean fits(int bytes) {
            if (bytes > left) {
                truncated.add(field);
                return false;
            }
            left -= bytes;
            return true;
        }
    }

    private static Map<String, String> entries(Map<String, String> entries, List<Glob> excluded, Allowance allowance) {
        if (entries == null) {
            return Map.of();
        }
        Map<String, String> served = new LinkedHashMap<>();
        entries.forEach((key, value) -> {
            if (!isExcluded(key, excluded) && allowance.fits(JsonSize.property(key, value))) {
                served.put(key, value);
            }
        });
        return served;
    }

    /** A loop: a stream for each label and annotation would be 6% of an event's garbage. */
    private static boolean isExcluded(String key, List<Glob> excluded) {
        for (Glob glob : excluded) {
            if (glob.matches(key)) {
                return true;
            }
        }
        return false;
    }

    private static List<PodResource.Condition> conditions(List<PodResource.Condition> conditions, Allowance allowance) {
        if (conditions == null) {
            return List.of();
        }
        return conditions.stream()
                .filter(Objects::nonNull)
                .filter(condition -> allowance.fits(JsonSize.object(JsonSize.property("type", condition.type())
                        + JsonSize.property("status", condition.status())
                        + JsonSize.property("reason", condition.reason())
                        + JsonSize.property("message", condition.message()))))
                .toList();
    }

    private static List<PodResource.Container> containers(List<PodResource.Container> containers, Allowance allowance) {
        if (containers == null) {
            return List.of();
        }
        return containers.stream()
                .filter(Objects::nonNull)
                .filter(container -> allowance.fits(JsonSize.object(JsonSize.property("name", container.name())
                        + JsonSize.property("image", container.image())
                        + JsonSize.property("ports", ""))))
                .map(container -> new PodResource.Container(
                        container.name(), container.image(), ports(container.ports(), allowance)))
                .toList();
    }

    private static List<PodResource.Port> ports(List<PodResource.Port> ports, Allowance allowance) {
        if (ports == null) {
            return List.of();
        }
        return ports.stream()
                .filter(Objects::nonNull)
                .filter(port -> allowance.fits(JsonSize.object(JsonSize.property("containerPort", port.containerPort())
                        + JsonSize.property("protocol", port.protocol()))))
                .toList();
    }

    private static Optional<OwnerReference> controller(ObjectMeta metadata, Allowance allowance) {
        if (metadata.getOwnerReferences() == null) {
            return Optional.empty();
        }
        return metadata.getOwnerReferences().stream()
                .filter(reference -> reference != null && Boolean.TRUE.equals(reference.getController()))
                .findFirst()
                .filter(reference -> allowance.fits(JsonSize.object(JsonSize.property("kind", reference.getKind())
                        + JsonSize.property("name", reference.getName()))));
    }
}
