package io.podwatcher.apiserver.pods;

import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The pod of a number, the same in every run: 100 pods a namespace, 10 a deployment, 110 a node, each with an address
 * of its own from 10.128.0.0 on. Created on each request, so that 150,000 of them take little more memory than their
 * names.
 */
public record BulkPod(int index) implements PodSource {

    private static final int FIRST_ADDRESS = 10 << 24 | 128 << 16;

    public static String ip(int index) {
        int address = FIRST_ADDRESS + index;
        return (address >>> 24) + "." + (address >>> 16 & 255) + "." + (address >>> 8 & 255) + "." + (address & 255);
    }

    @Override
    public ApiPod pod() {
        int deployment = index / 10;
        String app = "service-" + deployment;
        long random = scramble(index);
        String hash = Long.toHexString(scramble(~deployment) | Long.MIN_VALUE).substring(0, 10);
        return new ApiPod(
                "load-" + padded(Integer.toString(index / 100), 3),
                app + "-" + hash + "-" + padded(Integer.toHexString(index), 5),
                new UUID(random & ~0xf000L | 0x4000L, scramble(random) & ~(3L << 62) | 1L << 63).toString(),
                List.of(ip(index)),
                "Running",
                "node-" + index / 110,
                labels(app, hash, deployment),
                false,
                false);
    }

    private static String padded(String number, int digits) {
        return "0".repeat(Math.max(0, digits - number.length())) + number;
    }

    private static Map<String, String> labels(String app, String hash, int deployment) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("app", app);
        labels.put("app.kubernetes.io/component", "backend");
        labels.put("app.kubernetes.io/instance", app + "-prod");
        labels.put("app.kubernetes.io/managed-by", "Helm");
        labels.put("app.kubernetes.io/name", app);
        labels.put("app.kubernetes.io/part-of", "shop");
        labels.put("app.kubernetes.io/version", "0.0." + deployment % 10);
        labels.put("env", deployment % 3 == 0 ? "test" : "prod");
        labels.put("pod-template-hash", hash);
        labels.put("team", "team-" + deployment % 20);
        return labels;
    }

    /** The finalizer of SplitMix64: neighbours get unlike numbers. */
    private static long scramble(long number) {
        long mixed = (number + 1) * 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }

    @Override
    public Buffer json(long resourceVersion) {
        return pod().json(resourceVersion);
    }

    @Override
    public byte[] protobuf(long resourceVersion) {
        return pod().protobuf(resourceVersion);
    }
}
