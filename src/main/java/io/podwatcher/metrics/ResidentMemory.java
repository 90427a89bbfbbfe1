package io.podwatcher.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The memory that the kernel counts against the limit of the container, heap and buffers together. Micrometer has no
 * meter for it. Without a file of Linux' {@code /proc} there is no metric. On the metrics worker.
 *
 * @param status {@code /proc/self/status}
 */
record ResidentMemory(Path status) implements MeterBinder {

    static final Path OF_THIS_PROCESS = Path.of("/proc/self/status");

    private static final Pattern RESIDENT = Pattern.compile("^VmRSS:\\s+(\\d+) kB$", Pattern.MULTILINE);

    @Override
    public void bindTo(MeterRegistry registry) {
        if (!Double.isNaN(bytes())) {
            Gauge.builder("process.resident.memory", this, ResidentMemory::bytes)
                    .description("Memory of the process that is in RAM")
                    .baseUnit(BaseUnits.BYTES)
                    .register(registry);
        }
    }

    private double bytes() {
        try {
            Matcher resident = RESIDENT.matcher(Files.readString(status));
            return resident.find() ? Long.parseLong(resident.group(1)) * 1024.0 : Double.NaN;
        } catch (IOException e) {
            return Double.NaN;
        }
    }
}
