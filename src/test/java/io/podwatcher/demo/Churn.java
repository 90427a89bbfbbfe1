package io.podwatcher.demo;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Keeps a cluster gently moving: every few seconds one pod is replaced, as a rolling restart does it. */
final class Churn implements AutoCloseable {

    private static final long EVERY_SECONDS = 4;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "churn");
        thread.setDaemon(true);
        return thread;
    });
    private final KubernetesClient client;
    private final HomelabTriggers triggers;
    private final Deque<Pod> pods;
    private int nextHost = 100;

    Churn(KubernetesClient client, Iterable<Pod> pods, HomelabTriggers triggers) {
        this.client = client;
        this.triggers = triggers;
        this.pods = new ArrayDeque<>();
        pods.forEach(this.pods::add);
    }

    void start() {
        timer.scheduleWithFixedDelay(this::change, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private void change() {
        replaceOne();
        triggers.touch();
    }

    /** Replaces the pod that was replaced the longest ago. */
    void replaceOne() {
        Pod old = pods.remove();
        Pod created = client.resource(HomelabPod.successor(old)).create();
        String ip = "10.42.0." + nextHost;
        nextHost = nextHost == 250 ? 100 : nextHost + 1;
        Pod running = client.resource(HomelabPod.running(created, ip)).update();
        client.resource(old).delete();
        pods.add(running);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
