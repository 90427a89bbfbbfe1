package io.podwatcher.watch;

import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.podwatcher.watch.pod.PodResource;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One informer after the other: the current one is given up when only a list can help, and its successor begins with one
 * after the pause that is due. Runs the informers' tasks. On the watch's worker, but for {@link #execute}.
 */
final class Informers implements Executor {

    private final Worker worker;
    private final Recovery recovery;
    private final ChangeFeed feed;
    private final Runnable pausing;
    private final Consumer<Throwable> failed;
    private final Consumer<Throwable> broken;
    private Supplier<SharedIndexInformer<PodResource>> source;
    private SkeletonStore known = new SkeletonStore();
    private PodInformer current;
    private boolean everythingIsDue;

    /**
     * @param pausing run when a pause begins
     * @param failed hears on the worker why a list or a watch has failed
     * @param broken hears on the worker that something could not be told, for reasons of our own
     */
    Informers(
            Worker worker,
            Recovery recovery,
            ChangeFeed feed,
            Runnable pausing,
            Consumer<Throwable> failed,
            Consumer<Throwable> broken) {
        this.worker = worker;
        this.recovery = recovery;
        this.feed = feed;
        this.pausing = pausing;
        this.failed = failed;
        this.broken = broken;
    }

    /** Begins the first one. They come from this source, not started. */
    void begin(Supplier<SharedIndexInformer<PodResource>> source) {
        this.source = source;
        begin();
    }

    /** Begins with a list. What is known already is kept, so that only the differences are told to the cache. */
    private void begin() {
        if (everythingIsDue) {
            // Not before the pause: a cache that does not take this either would be told it again without end.
            everythingIsDue = false;
            known = new SkeletonStore();
            feed.startOver();
        }
        current = new PodInformer(
                source.get(),
                known,
                feed,
                (from, failure) -> worker.run(() -> failed(from, failure)),
                failure -> worker.later(() -> broken.accept(failure)));
        current.start();
    }

    private void failed(PodInformer from, Throwable failure) {
        // One that has been given up has nothing to say of its successor's attempts.
        if (!from.isGivenUp()) {
            failed.accept(failure);
        }
    }

    /** The one that was begun last; it may be given up. */
    PodInformer current() {
        return current;
    }

    /** Lists anew, and tells the cache the differences. */
    void beginAnew() {
        // Two reasons may come together; one successor is enough.
        if (!current.isGivenUp()) {
            known = current.giveUp();
            afterPause(this::begin);
        }
    }

    /** Nobody knows what the map is like now, so the next list has to tell everything. */
    void beginAnewWithEverything() {
        everythingIsDue = true;
        if (!current.isGivenUp()) {
            current.giveUp();
            afterPause(this::begin);
        }
    }

    /**
     * Runs the informer's tasks on the watch's worker: at once when that is where they come from, so that a page of a list is
     * dealt with before the next one is asked for and an event before the next one is read; in a queue they would pile up as
     * fast as the network brings them. From elsewhere come only its timers, to try again: that is when to pause.
     */
    @Override
    public void execute(Runnable task) {
        if (worker.isHere()) {
            worker.run(task);
            return;
        }
        PodInformer caller = current;
        // One that has been given up since must not disturb its successor.
        Runnable attempt = () -> {
            if (!caller.isGivenUp()) {
                task.run();
            }
        };
        worker.later(() -> {
            if (caller.isGivenUp()) {
                return;
            }
            if (recovery.onlyAListCanHelp()) {
                beginAnew();
            } else {
                afterPause(attempt);
            }
        });
    }

    private void afterPause(Runnable attempt) {
        Duration pause = recovery.pause();
        pausing.run();
        worker.after(pause, attempt);
    }
}
