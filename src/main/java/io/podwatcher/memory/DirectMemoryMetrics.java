package io.podwatcher.memory;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.netty.util.internal.PlatformDependent;

/** How much direct memory Netty has taken from the JDK, and how much it may. */
public final class DirectMemoryMetrics implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("pod.watcher.direct.memory.bytes", PlatformDependent::usedDirectMemory)
                .description("Memory outside the heap that buffers of the network take")
                .register(registry);
        Gauge.builder("pod.watcher.direct.memory.max.bytes", PlatformDependent::maxDirectMemory)
                .description("Memory outside the heap that buffers of the network may take before the process ends")
                .register(registry);
    }
}
