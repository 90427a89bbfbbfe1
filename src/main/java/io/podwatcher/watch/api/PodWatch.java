package io.podwatcher.watch.api;

import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.podwatcher.messages.watch.RestartReason;
import io.podwatcher.watch.lifecycle.Problem;
import io.podwatcher.watch.pod.PodResource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One watch of fabric8, from asking for it to its end. Opening one blocks, so that is done by another thread: the
 * worker has to notice meanwhile how long it takes. On the watch verticle's worker, as are all calls of the listener.
 */
public final class PodWatch implements Watcher<PodResource> {

    private final Listener listener;
    private final Consumer<Throwable> broken;
    private State state = State.OPENING;
    private Watch watch = () -> {};

    private enum State {
        OPENING,
        OPEN,
        OVER
    }

    /** What becomes of the watch. After the end of it, or a {@link #close()}, nothing more. */
    public interface Listener {

        /** It is open. */
        void opened();

        /** An event or a bookmark; the next one is not read before this returns. */
        void read(Action action, PodResource pod);

        /** It has ended, or could not be opened. */
        void ended(Problem problem);
    }

    private PodWatch(Listener listener, Consumer<Throwable> broken) {
        this.listener = listener;
        this.broken = broken;
    }

    /**
     * Asks for a watch.
     *
     * @param opening gives the open watch for its watcher, and blocks until then
     * @param opener runs the opening
     * @param worker runs the listener
     * @param broken takes what the listener throws; fabric8 would go on with the next event as if nothing had happened
     */
    public static PodWatch open(
            Function<Watcher<PodResource>, Watch> opening,
            Executor opener,
            Executor worker,
            Listener listener,
            Consumer<Throwable> broken) {
        PodWatch watch = new PodWatch(listener, broken);
        CompletableFuture.supplyAsync(() -> opening.apply(watch), opener)
                .whenCompleteAsync((open, failure) -> watch.openingIsOver(Optional.ofNullable(open), failure), worker);
        return watch;
    }

    private void openingIsOver(Optional<Watch> open, Throwable failure) {
        open.ifPresent(this::hold);
        if (open.isEmpty() && state == State.OPENING) {
            state = State.OVER;
            guard(() -> listener.ended(ApiErrors.notOpened(failure)));
        }
    }

    private void hold(Watch open) {
        watch = open;
        if (state == State.OVER) {
            open.close();
        }
        guard(this::becomeOpen);
    }

    /** An event may be here before the word that the watch is open. */
    private void becomeOpen() {
        if (state == State.OPENING) {
            state = State.OPEN;
            listener.opened();
        }
    }

    @Override
    public void eventReceived(Action action, PodResource pod) {
        guard(() -> {
            becomeOpen();
            if (state == State.OPEN) {
                listener.read(action, pod);
            }
        });
    }

    @Override
    public void onClose(WatcherException cause) {
        guard(() -> {
            becomeOpen();
            if (state == State.OPEN) {
                state = State.OVER;
                listener.ended(problem(cause));
            }
        });
    }

    private static Problem problem(WatcherException cause) {
        if (cause.isHttpGone()) {
            return new Problem(RestartReason.EXPIRED, ApiErrors.inWords(cause));
        }
        // Without a cause it is the end of a connection, clean or not: all that fabric8 says then is that it would
        // have to reconnect.
        return cause.getCause() == null && cause.getRawWatchMessage().isEmpty()
                ? new Problem(RestartReason.CLOSED, "the watch was closed")
                : new Problem(RestartReason.UNREADABLE, ApiErrors.inWords(cause));
    }

    private void guard(Runnable notification) {
        try {
            notification.run();
        } catch (RuntimeException | Error failure) {
            broken.accept(failure);
        }
    }

    /** Ends it; the listener is not called any more. */
    public void close() {
        state = State.OVER;
        watch.close();
    }
}
