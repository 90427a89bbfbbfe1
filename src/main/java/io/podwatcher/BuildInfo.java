package io.podwatcher;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Which version runs, for the command line, the log and the metrics. Any thread. */
final class BuildInfo implements MeterBinder {

    /** The version of this build, from the jar. Reading it blocks. */
    static String version() {
        try (InputStream in = BuildInfo.class.getResourceAsStream("version.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).trim();
        } catch (IOException e) {
            throw new IllegalStateException("version.txt is missing from the jar", e);
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("pod.watcher.build.info", () -> 1)
                .description("Always 1; its labels say which version runs, on which Java")
                .tag("version", version())
                .tag("java", Runtime.version().toString())
                .register(registry);
    }
}
