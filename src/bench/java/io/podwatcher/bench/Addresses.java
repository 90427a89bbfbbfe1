package io.podwatcher.bench;

import io.podwatcher.apiserver.ApiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** The IPs that are looked up among so many generated pods: spread evenly, so that no cache of a processor holds them all. */
final class Addresses {

    private static final int MOST = 8192;

    private Addresses() {}

    static Path of(int pods, Path folder) throws IOException {
        int count = Math.min(MOST, pods);
        List<String> ips = IntStream.range(0, count)
                .mapToObj(i -> ApiServer.generated((int) (i * 2654435761L % count * pods / count)))
                .map(pod -> pod.ips().get(0))
                .toList();
        return Files.write(folder.resolve("addresses-" + pods + ".txt"), ips);
    }
}
