package io.podwatcher.bench.memory;

import io.podwatcher.process.Container;
import io.podwatcher.process.Launch;
import io.podwatcher.process.ServiceProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.netbeans.lib.profiler.heap.Heap;
import org.netbeans.lib.profiler.heap.HeapFactory;

/**
 * Which fields retain how much of the heap for each pod: follows a heap dump of a service with that many pods from the
 * map and from the known pods of the watch. Run by hand, with the number of pods.
 */
public final class HeapTrace {

    private static final int ROOMY = 2048;

    private HeapTrace() {}

    public static void main(String[] arguments) throws IOException {
        int pods = Integer.parseInt(arguments[0]);
        Path home = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "heap-trace");
        File dump = home.resolve("heap.hprof").toFile();
        dump.deleteOnExit();
        ClassHistogram histogram;
        boolean compactHeaders;
        try (FilledApiServer apiServer = FilledApiServer.start(pods);
                Container container = Container.ofMebibytes(ROOMY);
                ServiceProcess service =
                        Launch.asInImage(home, container, apiServer.port()).start()) {
            service.awaitLog(Pattern.compile("Listed all pods: " + pods + " "), Duration.ofMinutes(15));
            Jcmd jcmd = new Jcmd(service.pid());
            jcmd.ask("GC.heap_dump", dump.toString());
            histogram = ClassHistogram.of(service.pid());
            compactHeaders = jcmd.ask("VM.flags", "-all").matches("(?s).*UseCompactObjectHeaders\\s+= true.*");
        }
        print(trace(HeapFactory.createHeap(dump), new ObjectSizes(histogram, compactHeaders)), histogram, pods);
    }

    private static HeapPaths trace(Heap heap, ObjectSizes sizes) {
        HeapPaths paths = new HeapPaths(heap, sizes);
        for (String field : List.of("byUid", "owners", "contested", "nodes")) {
            paths.follow("io.podwatcher.cache.index.PodIndex", field);
        }
        paths.follow("io.podwatcher.watch.KnownPods", "known");
        return paths;
    }

    private static void print(HeapPaths paths, ClassHistogram histogram, int pods) {
        paths.byPath()
                .forEach((path, reached) -> System.out.printf(
                        Locale.ROOT,
                        "%8.1f bytes in %5.3f objects a pod: %s (%s)%n",
                        (double) reached.bytes() / pods,
                        (double) reached.objects() / pods,
                        path,
                        reached.className()));
        long traced = paths.byPath().values().stream()
                .mapToLong(HeapPaths.Reached::bytes)
                .sum();
        long all = histogram.bytesOf("");
        System.out.printf(
                Locale.ROOT, "%8.1f bytes a pod in all, %d bytes for %d pods%n", (double) traced / pods, traced, pods);
        System.out.printf(Locale.ROOT, "%d bytes of live objects besides, of %d%n", all - traced, all);
    }
}
