package io.podwatcher.attack;

import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.Fault;
import io.podwatcher.attack.client.Attack;
import io.podwatcher.attack.client.Target;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A tenant with pods as large as Kubernetes permits, in a namespace of its own. While it is there the API server
 * forgets its history once, so that all pods are listed again.
 *
 * @param count how many pods
 * @param json the pod of a number, without its metadata's name, namespace and UID
 */
record LargePods(int count, IntFunction<String> json) implements Attack {

    private static final String NAMESPACE = "tenant";

    /** Pods that wait for a node; what makes them large is never served. */
    static LargePods pending(int count, int bytes) {
        String padding = "x".repeat(bytes);
        return new LargePods(count, number -> """
                {"metadata": {%s},
                 "spec": {"containers": [{"name": "a", "image": "a", "env": [{"name": "A", "value": "%s"}]}]},
                 "status": {"phase": "Pending"}}""".formatted(identity(number), padding));
    }

    /** Pods that run and have large annotations, which are served. */
    static LargePods annotated(int count, int bytes) {
        String padding = "x".repeat(bytes);
        return new LargePods(
                count, number -> running(number, "\"annotations\": {\"padding\": \"%s\"}".formatted(padding)));
    }

    /** Pods that run and have so many labels, which selectors look at. */
    static LargePods labelled(int count, int labels) {
        String all = IntStream.range(0, labels)
                .mapToObj(i -> "\"label-%d\": \"%s\"".formatted(i, "v".repeat(60)))
                .collect(Collectors.joining(","));
        return new LargePods(count, number -> running(number, "\"labels\": {%s}".formatted(all)));
    }

    private static String running(int number, String metadata) {
        return """
                {"metadata": {%s, %s}, "spec": {"nodeName": "node-1", "containers": [{"name": "a", "image": "a"}]},
                 "status": {"phase": "Running", "podIP": "%s"}}""".formatted(identity(number), metadata, ip(number));
    }

    private static String identity(int number) {
        return "\"name\": \"%s\", \"namespace\": \"%s\", \"uid\": \"uid-large-%d\""
                .formatted(name(number), NAMESPACE, number);
    }

    private static String name(int number) {
        return "large-" + number;
    }

    /** The address of the pod of a number, where it has one. */
    static String ip(int number) {
        return "10.97." + number / 250 + "." + (1 + number % 250);
    }

    /** Adds them to the cluster. */
    void fill(ApiServer cluster) {
        for (int i = 0; i < count; i++) {
            cluster.put(NAMESPACE, name(i), json.apply(i));
        }
    }

    @Override
    public AutoCloseable start(Target target, Random random) {
        ApiServer cluster = target.cluster();
        fill(cluster);
        cluster.compact();
        cluster.strikeOpenWatches(Fault.error(410, "too old resource version: 1 (2)"));
        return () -> {
            for (int i = 0; i < count; i++) {
                cluster.delete(NAMESPACE, name(i));
            }
        };
    }
}
