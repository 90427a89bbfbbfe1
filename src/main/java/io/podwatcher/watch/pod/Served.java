package io.podwatcher.watch.pod;

import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The served fields of one pod whose size its creator controls. Immutable.
 *
 * @param controller its controller; empty if it has none
 * @param truncated the fields that were truncated because they were too large
 */
record Served(
        Map<String, String> labels,
        Map<String, String> annotations,
        List<PodResource.Condition> conditions,
        List<PodResource.Container> containers,
        Optional<OwnerReference> controller,
        Set<Field> truncated) {

    /** A field that a pod's creator can fill up to the API server's limit, 1.5 MB. */
    enum Field {
        LABELS,
        ANNOTATIONS,
        CONDITIONS,
        CONTAINERS,
        OWNER;

        /** Its name in answers. */
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
