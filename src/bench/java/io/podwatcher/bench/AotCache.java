package io.podwatcher.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a first run writes down and the following ones need not find out again, as in the image. Written when first
 * needed.
 */
final class AotCache {

    private static final int HEAP_MIB = 256;
    private static final int PODS = 1000;

    private final Servers servers;
    private final Jvm current;
    private final Path folder;
    private Optional<Path> trained = Optional.empty();

    /**
     * @param current for the cluster to train on
     */
    AotCache(Servers servers, Jvm current, Path folder) {
        this.servers = servers;
        this.current = current;
        this.folder = folder;
    }

    /**
     * The option that uses it.
     *
     * @param jvm 25 or newer; always the same
     */
    String flag(Jvm jvm) throws IOException {
        if (trained.isEmpty()) {
            trained = Optional.of(train(jvm));
        }
        return "-XX:AOTCache=" + trained.get();
    }

    private Path train(Jvm jvm) throws IOException {
        Progress.report("training the AOT cache");
        Path cache = folder.resolve("pod-watcher.aot").toAbsolutePath();
        Files.deleteIfExists(cache);
        List<String> flags = new ArrayList<>(jvm.imageFlags(HEAP_MIB));
        // A cache is never larger than this, and one that is trained by a kubeconfig needs more than the image sets.
        flags.add("-XX:MaxMetaspaceSize=128m");
        flags.add("-XX:AOTCacheOutput=" + cache);
        try (ClusterProcess cluster = ClusterProcess.start(current, PODS, folder);
                Server training = servers.service("training", cluster, jvm, flags)) {
            training.awaitReady();
            cluster.tell("events 200 5").join();
            training.get("/pod?ip=10.0.0.1");
            training.get("/pods");
            training.get("/health");
        }
        if (!Files.exists(cache)) {
            throw new IllegalStateException("No AOT cache was written; see the log of the training");
        }
        return cache;
    }
}
