package io.podwatcher.watch;

import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What the informer keeps for itself: enough of each pod to see that it changed, was replaced under the same name, or is
 * missing from a list. The pods themselves live in the cache verticle only. Any thread.
 */
final class SkeletonStore implements ItemStore<PodResource> {

    private volatile Map<String, PodResource> skeletons = new ConcurrentHashMap<>();

    /** The same for another informer; this one is empty from now on, and whatever is put into it disturbs nobody. */
    SkeletonStore handOver() {
        SkeletonStore successor = new SkeletonStore();
        successor.skeletons = skeletons;
        skeletons = new ConcurrentHashMap<>();
        return successor;
    }

    @Override
    public String getKey(PodResource pod) {
        return Cache.metaNamespaceKeyFunc(pod);
    }

    @Override
    public PodResource put(String key, PodResource pod) {
        return skeletons.put(key, pod.skeleton());
    }

    @Override
    public PodResource remove(String key) {
        return skeletons.remove(key);
    }

    @Override
    public Stream<String> keySet() {
        return skeletons.keySet().stream();
    }

    @Override
    public Stream<PodResource> values() {
        return skeletons.values().stream();
    }

    @Override
    public int size() {
        return skeletons.size();
    }

    @Override
    public PodResource get(String key) {
        return skeletons.get(key);
    }

    /** Makes the informer hand out each pod of a first list as it comes, while the whole pod is at hand. */
    @Override
    public boolean isFullState() {
        return false;
    }
}
