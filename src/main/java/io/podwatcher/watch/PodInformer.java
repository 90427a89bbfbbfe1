package io.podwatcher.watch;

import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * One informer, from its start until it is given up. What comes of it afterwards, the rest of a list that had stalled for
 * example, is older than what its successor tells, and is dropped. On the watch's worker.
 */
final class PodInformer implements ResourceEventHandler<PodResource> {

    private final SharedIndexInformer<PodResource> informer;
    private final SkeletonStore known;
    private final ChangeFeed feed;
    private boolean givenUp;
    private String toldVersion;

    /**
     * @param informer not started
     * @param known what the cache has been told of already; only the differences will be told
     * @param failed hears why a list or a watch failed
     */
    PodInformer(
            SharedIndexInformer<PodResource> informer,
            SkeletonStore known,
            ChangeFeed feed,
            BiConsumer<PodInformer, Throwable> failed) {
        this.known = known;
        this.feed = feed;
        this.informer = informer.removeNamespaceIndex()
                .exceptionHandler((started, failure) -> {
                    failed.accept(this, failure);
                    return true;
                })
                // Before the store, whose skeletons it would be told of as if they were new pods.
                .addEventHandler(this)
                .itemStore(known);
    }

    void start() {
        informer.start();
    }

    /** Stops it for good; returns what was known, for its successor. */
    SkeletonStore giveUp() {
        givenUp = true;
        informer.stop();
        return known.handOver();
    }

    boolean isGivenUp() {
        return givenUp;
    }

    boolean isWatching() {
        return !givenUp && informer.isWatching();
    }

    /**
     * Whether anything but a pod or a list has told a resource version, be it the same one: on a quiet cluster each bookmark
     * repeats it. What came is told apart by the string, which is another one each time. Once for each.
     */
    @SuppressWarnings("ReferenceEquality")
    boolean bookmarkCame() {
        String version = informer.lastSyncResourceVersion();
        boolean came = isWatching() && version != toldVersion;
        if (came) {
            toldVersion = version;
        }
        return came;
    }

    int pods() {
        return known.size();
    }

    @Override
    public void onBeforeList(String lastResourceVersion) {
        if (!givenUp) {
            feed.onBeforeList(lastResourceVersion);
        }
    }

    @Override
    public void onList(String resourceVersion, boolean remainedEmpty) {
        if (!givenUp) {
            toldVersion = resourceVersion;
            feed.onList(resourceVersion, remainedEmpty);
        }
    }

    @Override
    public void onAdd(PodResource pod) {
        if (!givenUp) {
            toldVersion = pod.getMetadata().getResourceVersion();
            feed.onAdd(pod);
        }
    }

    @Override
    public void onUpdate(PodResource before, PodResource now) {
        if (!givenUp) {
            toldVersion = now.getMetadata().getResourceVersion();
            feed.onUpdate(before, now);
        }
    }

    @Override
    public void onDelete(PodResource pod, boolean finalStateUnknown) {
        if (!givenUp) {
            toldVersion = pod.getMetadata().getResourceVersion();
            // What a list lacks is told by what is known itself.
            Optional<PodResource> another = finalStateUnknown ? Optional.empty() : known.removedInsteadOf(pod);
            if (another.isPresent()) {
                feed.onDeleteOfAnother(another.get(), pod);
            } else {
                feed.onDelete(pod, finalStateUnknown);
            }
        }
    }
}
