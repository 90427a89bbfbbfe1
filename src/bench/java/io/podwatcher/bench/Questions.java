package io.podwatcher.bench;

import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.pods.ApiPod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What is asked of so many generated pods: spread evenly, so that no cache of a processor holds them all. A line of a
 * file is the target of a request and, where there is one, the caller that a proxy names.
 */
final class Questions {

    private static final String LOOKUP = "/pod?ip=";
    private static final int MOST = 8192;
    private static final int FEW = 200;

    private Questions() {}

    /** Which pod has an IP. */
    static Path lookups(int pods, Path folder) throws IOException {
        return write(pods, folder.resolve("lookups-" + pods + ".txt"), pod -> lookup(ip(pod)));
    }

    /** Whether a pod of the same namespace may pass. */
    static Path authorizations(int pods, Path folder) throws IOException {
        return write(
                pods,
                folder.resolve("authorizations-" + pods + ".txt"),
                pod -> "/authorize?namespace=" + pod.namespace() + " " + ip(pod));
    }

    /** The same of few callers. */
    static Path fewAuthorizations(int pods, Path folder) throws IOException {
        List<String> all = Files.readAllLines(authorizations(pods, folder));
        return Files.write(folder.resolve("few-authorizations-" + pods + ".txt"), all.subList(0, FEW));
    }

    static String lookup(String ip) {
        return LOOKUP + ip;
    }

    /** The IPs of a file of lookups. */
    static List<String> ips(Path lookups) throws IOException {
        return Files.readAllLines(lookups).stream()
                .map(line -> line.substring(LOOKUP.length()))
                .toList();
    }

    private static Path write(int pods, Path file, Function<ApiPod, String> question) throws IOException {
        int count = Math.min(MOST, pods);
        List<String> lines = IntStream.range(0, count)
                .mapToObj(i -> ApiServer.generated((int) (i * 2654435761L % count * pods / count)))
                .map(question)
                .toList();
        return Files.write(file, lines);
    }

    private static String ip(ApiPod pod) {
        return pod.ips().get(0);
    }
}
