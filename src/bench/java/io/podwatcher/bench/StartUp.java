package io.podwatcher.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How long the process takes to be ready with an empty cluster, and how much memory it then has. */
final class StartUp {

    private static final String GROUP = "Start with an empty cluster";
    private static final int HEAP_MIB = 128;

    private final Servers servers;
    private final Jvm current;
    private final Optional<Jvm> newest;
    private final Image image;
    private final Plan plan;
    private final Path folder;

    StartUp(Servers servers, Jvm current, Optional<Jvm> newest, Image image, Plan plan, Path folder) {
        this.servers = servers;
        this.current = current;
        this.newest = newest;
        this.image = image;
        this.plan = plan;
        this.folder = folder;
    }

    private record Way(Jvm jvm, List<String> flags, Path jar) {}

    private record Start(double seconds, double cpuSeconds, double residentMiB) {}

    List<Figure> measure() throws IOException {
        try (ClusterProcess cluster = ClusterProcess.start(current, 0, folder)) {
            Map<String, Way> ways = ways();
            Map<String, List<Start>> starts = new LinkedHashMap<>();
            for (int round = 0; round < plan.starts(); round++) {
                for (Map.Entry<String, Way> way : ways.entrySet()) {
                    Progress.report("starting on " + way.getKey());
                    starts.computeIfAbsent(way.getKey(), name -> new ArrayList<>())
                            .add(start(cluster, way.getValue()));
                }
            }
            List<Figure> figures = new ArrayList<>();
            starts.forEach((name, of) -> {
                figures.add(Figure.of(
                        GROUP,
                        "ready on " + name,
                        "s",
                        of.stream().map(Start::seconds).toList()));
                figures.add(Figure.of(
                        GROUP,
                        "RSS on " + name,
                        "MiB",
                        of.stream().map(Start::residentMiB).toList()));
            });
            return figures;
        }
    }

    private Map<String, Way> ways() throws IOException {
        Map<String, Way> ways = new LinkedHashMap<>();
        ways.put(current.name(), new Way(current, current.imageFlags(HEAP_MIB), Servers.JAR));
        if (newest.isPresent()) {
            ways.put(newest.get().name(), new Way(newest.get(), newest.get().imageFlags(HEAP_MIB), Servers.JAR));
            ways.put("the image's JVM with its AOT cache", new Way(image.jvm(), image.options(HEAP_MIB), image.jar()));
        }
        return ways;
    }

    private Start start(ClusterProcess cluster, Way way) throws IOException {
        long start = System.nanoTime();
        try (Server service = servers.service("start", cluster, way.jvm(), way.flags(), way.jar())) {
            service.awaitReady();
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Start(seconds, service.cpuMicros() / 1e6, ProcessUsage.residentMiB(service.pid()));
        }
    }
}
