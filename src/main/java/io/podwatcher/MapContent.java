package io.podwatcher;

import io.podwatcher.settings.Settings;
import io.podwatcher.watch.api.ClusterAccess;
import java.util.HexFormat;
import java.util.List;

/**
 * Identifies what the map holds at a version of the API server: ids of events are valid in all replicas with the same
 * content. It differs between releases, clusters and settings. Any thread.
 */
final class MapContent {

    private MapContent() {}

    /** Eight hexadecimal digits. */
    static String id(Settings settings, ClusterAccess access) {
        List<Object> parts = List.of(
                BuildInfo.version(),
                access.config().getMasterUrl(),
                settings.clusterCidr(),
                settings.watchNamespace(),
                settings.labelSelector(),
                settings.nodeName(),
                settings.excludeAnnotations());
        return HexFormat.of().toHexDigits(parts.toString().hashCode());
    }
}
