package io.podwatcher.memory;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.netty.util.internal.PlatformDependent;

/** Gauges of the direct memory that Netty has allocated from the JDK, and of its limit. Any thread. */
public final class DirectMemoryMetrics implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("pod.watcher.direct.memory.bytes", PlatformDependent::usedDirectMemory)
                .description("Memory outside the heap that network buffers use")
                .register(registry);
        Gauge.builder("pod.watcher.direct.memory.max.bytes", PlatformDependent::maxDirectMemory)
                .description("Memory outside the heap that network buffers may use before the process ends")
                .register(registry);
    }
}
