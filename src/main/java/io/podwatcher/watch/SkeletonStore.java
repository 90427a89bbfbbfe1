package io.podwatcher.watch;

import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.podwatcher.watch.pod.PodResource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What the informer keeps for itself: enough of each pod to see that it changed, was replaced under the same name, or is
 * missing from a list. The pods themselves live in the cache verticle only. Changed on the watch's worker, read by any thread.
 */
final class SkeletonStore implements ItemStore<PodResource> {

    private volatile Map<Skeleton, Skeleton> skeletons = new ConcurrentHashMap<>();
    private Optional<Skeleton> removed = Optional.empty();

    /** The same for another informer; this one is empty from now on, and whatever is put into it disturbs nobody. */
    SkeletonStore handOver() {
        SkeletonStore successor = new SkeletonStore();
        successor.skeletons = skeletons;
        skeletons = new ConcurrentHashMap<>();
        return successor;
    }

    @Override
    public String getKey(PodResource pod) {
        return Skeleton.of(pod).key();
    }

    @Override
    public PodResource put(String key, PodResource pod) {
        Skeleton now = Skeleton.of(pod);
        // Removed first, because a map keeps the old key, and with it the strings of a state that has gone.
        Skeleton before = skeletons.remove(now);
        boolean seen = before != null && before.isSameState(now);
        // Of a state that was seen the map keeps the strings it has; these ones would be a second copy.
        Skeleton kept = seen ? before : now;
        skeletons.put(kept, kept);
        return pod(before == null || seen ? before : before.outdated());
    }

    @Override
    public PodResource remove(String key) {
        Skeleton asked = Skeleton.of(key);
        removed = Optional.ofNullable(skeletons.remove(asked));
        // The informer tells of a deletion only where something is removed, but the map may have what is missing here.
        return removed.orElse(asked).pod();
    }

    /** What was last removed by its name, if that was another pod than this one. */
    Optional<PodResource> removedInsteadOf(PodResource pod) {
        return removed.filter(skeleton -> !skeleton.isOf(pod)).map(Skeleton::pod);
    }

    @Override
    public Stream<String> keySet() {
        return skeletons.keySet().stream().map(Skeleton::key);
    }

    @Override
    public Stream<PodResource> values() {
        return skeletons.values().stream().map(Skeleton::pod);
    }

    @Override
    public int size() {
        return skeletons.size();
    }

    @Override
    public PodResource get(String key) {
        return pod(skeletons.get(Skeleton.of(key)));
    }

    private static PodResource pod(Skeleton skeleton) {
        return skeleton == null ? null : skeleton.pod();
    }

    /** Makes the informer hand out each pod of a first list as it comes, while the whole pod is at hand. */
    @Override
    public boolean isFullState() {
        return false;
    }
}
