package io.podwatcher.watch.pod;

import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What of one pod is served, as far as its creator decides how large it is.
 *
 * @param controller its controller; empty without one
 * @param truncated the fields of which something was left out because it was too large
 */
record Served(
        Map<String, String> labels,
        Map<String, String> annotations,
        List<PodResource.Condition> conditions,
        List<PodResource.Container> containers,
        Optional<OwnerReference> controller,
        Set<Field> truncated) {

    /** A field that a pod's creator can fill with as much as the API server takes, 1.5 MB. */
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
