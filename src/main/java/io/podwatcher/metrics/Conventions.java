package io.podwatcher.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.time.Duration;

/**
 * Renames and describes meters of Micrometer's binders that lack a help text or do not follow Prometheus' naming
 * conventions. Any thread.
 */
final class Conventions implements MeterFilter, MeterBinder {

    /** In nanoseconds; {@link #bindTo} registers the same in seconds. */
    private static final String CPU_TIME = "process.cpu.time";

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        return id.getName().equals(CPU_TIME) ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        return switch (id.getName()) {
            case "system.cpu.count" -> id.withName("system.cpus");
            case "netty.allocator.memory.used" -> with(id, BaseUnits.BYTES, "Memory that Netty's allocator holds");
            case "netty.eventexecutor.tasks.pending" -> with(id, id.getBaseUnit(), "Tasks queued on an event loop");
            default -> id;
        };
    }

    private static Meter.Id with(Meter.Id id, String unit, String description) {
        return new Meter.Id(id.getName(), Tags.of(id.getTagsAsIterable()), unit, description, id.getType());
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("process.cpu.seconds", ProcessHandle.current(), Conventions::cpuSeconds)
                .description("CPU time that the process has used")
                .register(registry);
    }

    private static double cpuSeconds(ProcessHandle process) {
        return process.info().totalCpuDuration().map(Duration::toMillis).orElse(0L) / 1000.0;
    }
}
