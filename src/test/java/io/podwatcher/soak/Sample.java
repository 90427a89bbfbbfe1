package io.podwatcher.soak;

import io.podwatcher.bench.memory.ClassHistogram;
import io.podwatcher.process.ServiceProcess;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What the process used and did in one interval of the run.
 *
 * @param resident its RSS in bytes, before the garbage is collected for the next figure
 * @param heap bytes of live objects
 * @param machineLoad the load average of the last minute
 */
record Sample(long resident, long heap, int threads, int files, SteadyLoad.Figures load, double machineLoad) {

    /** Measures the process now. */
    static Sample of(ServiceProcess service, SteadyLoad load) throws IOException {
        SteadyLoad.Figures figures = load.take();
        long resident = service.resident();
        Path process = Path.of("/proc", Long.toString(service.pid()));
        return new Sample(
                resident,
                ClassHistogram.of(service.pid()).bytesOf(""),
                count(process.resolve("task")),
                count(process.resolve("fd")),
                figures,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static int count(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return (int) entries.count();
        }
    }
}
