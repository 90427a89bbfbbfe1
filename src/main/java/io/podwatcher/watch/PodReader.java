package io.podwatcher.watch;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.podwatcher.address.IpAddress;
import io.podwatcher.log.RateLimit;
import io.podwatcher.pod.Pod;
import io.podwatcher.pod.Pod.Network;
import io.podwatcher.pod.Pod.Stage;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the pod model out of what the API server sent: all that the rules need, and the encoded answer. One thread. */
final class PodReader {

    private static final Logger log = LoggerFactory.getLogger(PodReader.class);
    private static final Set<String> FINISHED = Set.of("Succeeded", "Failed");

    private final PodJson json;
    private final RateLimit warnings = new RateLimit(5);

    /**
     * @param excludeAnnotations patterns of annotation keys that are not served
     */
    PodReader(List<Pattern> excludeAnnotations) {
        this.json = new PodJson(excludeAnnotations);
    }

    Pod read(PodResource resource) {
        ObjectMeta metadata = resource.getMetadata();
        List<IpAddress> ips = ips(resource);
        return new Pod(
                metadata.getUid(),
                shared(metadata.getNamespace()),
                metadata.getName(),
                shared(resource.getSpec().nodeName()),
                shared(resource.getSpec().serviceAccountName()),
                ips,
                Boolean.TRUE.equals(resource.getSpec().hostNetwork()) ? Network.HOST : Network.POD,
                stage(resource),
                json.encode(resource, ips));
    }

    private static Stage stage(PodResource resource) {
        String phase = resource.getStatus().phase();
        if (phase != null && FINISHED.contains(phase)) {
            return Stage.FINISHED;
        }
        return resource.getMetadata().getDeletionTimestamp() == null ? Stage.LIVE : Stage.TERMINATING;
    }

    /** Both fields are read: some API servers and some CNIs fill only one of them. */
    private List<IpAddress> ips(PodResource resource) {
        PodResource.Status status = resource.getStatus();
        Stream<String> several = status.podIPs() == null
                ? Stream.empty()
                : status.podIPs().stream().filter(Objects::nonNull).map(PodResource.PodIp::ip);
        Set<IpAddress> ips = new LinkedHashSet<>();
        Stream.concat(Stream.ofNullable(status.podIP()), several)
                .filter(text -> text != null && !text.isEmpty())
                .forEach(text -> IpAddress.parse(text).ifPresentOrElse(ips::add, () -> warn(resource, text)));
        return List.copyOf(ips);
    }

    private void warn(PodResource resource, String text) {
        ObjectMeta metadata = resource.getMetadata();
        warnings.say(
                1,
                times -> log.warn(
                        "Pod {}/{} has '{}' as an IP; ignored{}",
                        metadata.getNamespace(),
                        metadata.getName(),
                        text,
                        RateLimit.leftOut(times)));
    }

    /** Thousands of pods share these few names, so they share the string too. */
    private static String shared(String name) {
        return name == null ? "" : name.intern();
    }
}
