package io.podwatcher.watch;

import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.podwatcher.watch.pod.PodResource;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * One informer, from its start until it is given up. What comes of it afterwards, the rest of a list that had stalled for
 * example, is older than what its successor tells, and is dropped. On the watch's worker.
 */
final class PodInformer implements ResourceEventHandler<PodResource> {

    private final SharedIndexInformer<PodResource> informer;
    private final SkeletonStore known;
    private final ChangeFeed feed;
    private final Consumer<Throwable> broken;
    private boolean givenUp;
    private String toldVersion;

    /**
     * @param informer not started
     * @param known what the cache has been told of already; only the differences will be told
     * @param failed hears why a list or a watch failed
     * @param broken hears what has kept something from being told, in the middle of that
     */
    PodInformer(
            SharedIndexInformer<PodResource> informer,
            SkeletonStore known,
            ChangeFeed feed,
            BiConsumer<PodInformer, Throwable> failed,
            Consumer<Throwable> broken) {
        this.known = known;
        this.broken = broken;
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
        tell(() -> feed.onBeforeList(lastResourceVersion));
    }

    @Override
    public void onList(String resourceVersion, boolean remainedEmpty) {
        tell(() -> {
            toldVersion = resourceVersion;
            feed.onList(resourceVersion, remainedEmpty);
        });
    }

    @Override
    public void onAdd(PodResource pod) {
        tell(() -> {
            toldVersion = pod.getMetadata().getResourceVersion();
            feed.onAdd(pod);
        });
    }

    @Override
    public void onUpdate(PodResource before, PodResource now) {
        tell(() -> {
            toldVersion = now.getMetadata().getResourceVersion();
            feed.onUpdate(before, now);
        });
    }

    @Override
    public void onDelete(PodResource pod, boolean finalStateUnknown) {
        tell(() -> {
            toldVersion = pod.getMetadata().getResourceVersion();
            // What a list lacks is told by what is known itself.
            Optional<PodResource> another = finalStateUnknown ? Optional.empty() : known.removedInsteadOf(pod);
            if (another.isPresent()) {
                feed.onDeleteOfAnother(another.get(), pod);
            } else {
                feed.onDelete(pod, finalStateUnknown);
            }
        });
    }

    /** Whatever breaks here is caught, because fabric8 would go on with the next event as if this one had been told. */
    private void tell(Runnable notification) {
        if (givenUp) {
            return;
        }
        try {
            notification.run();
        } catch (RuntimeException | Error failure) {
            broken.accept(failure);
        }
    }
}
