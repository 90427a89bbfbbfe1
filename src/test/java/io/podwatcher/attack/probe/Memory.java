package io.podwatcher.attack.probe;

import io.podwatcher.bench.memory.ClassHistogram;
import io.podwatcher.process.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What the service holds while nobody attacks it.
 *
 * @param heap bytes of live objects
 * @param resident its RSS in bytes, garbage of the heap included
 * @param files open descriptors, connections among them
 */
public record Memory(long heap, long resident, long files) {

    /** Measures now, after a collection of the heap. */
    public static Memory of(ServiceProcess service) throws IOException {
        long heap = ClassHistogram.of(service.pid()).bytesOf("");
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(service.pid()), "fd"))) {
            return new Memory(heap, service.resident(), files.count());
        }
    }

    @Override
    public String toString() {
        return "heap %.1f MiB, RSS %.0f MiB, %d files".formatted(heap / 1048576.0, resident / 1048576.0, files);
    }
}
