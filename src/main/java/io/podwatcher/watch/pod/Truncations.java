package io.podwatcher.watch.pod;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.log.OncePerKey;
import io.podwatcher.log.RateLimit;
import io.podwatcher.watch.pod.Served.Field;
import java.util.Collection;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the pod states whose answers are truncated, and logs each pod once. One thread. */
public final class Truncations {

    private static final Logger log = LoggerFactory.getLogger(Truncations.class);

    private final Counter truncated;
    private final OncePerKey warnings = new OncePerKey(5);

    /**
     * @param registry the registry for its meters
     */
    public Truncations(MeterRegistry registry) {
        truncated = Counter.builder("pod.watcher.pods.truncated")
                .description("Pod states that are served only in part, by the limit that they would exceed")
                .tag("limit", "pod")
                .register(registry);
    }

    /** Reports that these fields of the pod are truncated. */
    void truncated(ObjectMeta pod, Collection<Field> fields) {
        truncated.increment();
        warnings.report(
                pod.getUid(),
                times -> log.warn(
                        "Pod {}/{} is too large; a part of its {} is not served{}",
                        pod.getNamespace(),
                        pod.getName(),
                        fields.stream().map(Field::code).collect(Collectors.joining(", ")),
                        RateLimit.leftOut(times)));
    }
}
