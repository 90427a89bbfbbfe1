package io.podwatcher.apiserver.client;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Records what a fabric8 client receives from a watch, one line each. Written on the client's loop, read by the test.
 */
final class WatchRecorder implements Watcher<Pod> {

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    @Override
    public void eventReceived(Action action, Pod pod) {
        String name = pod.getMetadata().getName();
        lines.add(action + " "
                + (name == null ? pod.getMetadata().getResourceVersion() : name)
                + " "
                + (pod.getMetadata().getAnnotations().containsKey("k8s.io/initial-events-end")
                        ? "end of initial events"
                        : pod.getMetadata().getUid()));
    }

    @Override
    public void onClose(WatcherException cause) {
        lines.add("closed: " + cause.getMessage() + (cause.isHttpGone() ? " (gone)" : ""));
    }

    String next() throws InterruptedException {
        return lines.poll(60, TimeUnit.SECONDS);
    }

    List<String> next(int count) throws InterruptedException {
        String[] next = new String[count];
        for (int i = 0; i < count; i++) {
            next[i] = next();
        }
        return List.of(next);
    }
}
