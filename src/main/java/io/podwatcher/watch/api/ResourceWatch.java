package io.podwatcher.watch.api;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.podwatcher.messages.watch.RestartReason;
import io.podwatcher.watch.lifecycle.Problem;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One watch of fabric8, from the request to its end. Opening blocks, so another thread does it: the worker must
 * meanwhile check how long it takes. Everything else, and the listener, runs on the watch verticle's worker.
 */
public final class ResourceWatch<R extends HasMetadata> implements Watcher<R> {

    private final Listener<R> listener;
    private final Consumer<Throwable> broken;
    private State state = State.OPENING;
    private Watch watch = () -> {};

    private enum State {
        OPENING,
        OPEN,
        ENDED
    }

    /** Receives the events of the watch. It is not called after the end of the watch or {@link #close()}. */
    public interface Listener<R> {

        /** The watch is open. */
        void opened();

        /** An event or a bookmark has been read; the next one is not read before this returns. */
        void read(Action action, R object);

        /** The watch has ended or could not be opened. */
        void ended(Problem problem);
    }

    private ResourceWatch(Listener<R> listener, Consumer<Throwable> broken) {
        this.listener = listener;
        this.broken = broken;
    }

    /**
     * Opens a watch.
     *
     * @param opening opens a watch for its watcher, and blocks until it is open
     * @param opener runs {@code opening}
     * @param worker runs the listener
     * @param broken takes what the listener throws; fabric8 would continue with the next event as if nothing had
     *     happened
     */
    public static <R extends HasMetadata> ResourceWatch<R> open(
            Function<Watcher<R>, Watch> opening,
            Executor opener,
            Executor worker,
            Listener<R> listener,
            Consumer<Throwable> broken) {
        ResourceWatch<R> watch = new ResourceWatch<>(listener, broken);
        CompletableFuture.supplyAsync(() -> opening.apply(watch), opener)
                .whenCompleteAsync((open, failure) -> watch.openingDone(Optional.ofNullable(open), failure), worker);
        return watch;
    }

    private void openingDone(Optional<Watch> open, Throwable failure) {
        open.ifPresent(this::hold);
        if (open.isEmpty() && state == State.OPENING) {
            state = State.ENDED;
            guard(() -> listener.ended(ApiErrors.notOpened(failure)));
        }
    }

    private void hold(Watch open) {
        watch = open;
        if (state == State.ENDED) {
            open.close();
        }
        guard(this::becomeOpen);
    }

    /** An event may arrive before the notification that the watch is open. */
    private void becomeOpen() {
        if (state == State.OPENING) {
            state = State.OPEN;
            listener.opened();
        }
    }

    @Override
    public void eventReceived(Action action, R object) {
        guard(() -> {
            becomeOpen();
            if (state == State.OPEN) {
                listener.read(action, object);
            }
        });
    }

    @Override
    public void onClose(WatcherException cause) {
        guard(() -> {
            becomeOpen();
            if (state == State.OPEN) {
                state = State.ENDED;
                listener.ended(problem(cause));
            }
        });
    }

    private static Problem problem(WatcherException cause) {
        if (cause.isHttpGone()) {
            return new Problem(RestartReason.EXPIRED, ApiErrors.message(cause));
        }
        // Without a cause the connection has ended, cleanly or not: fabric8 only reports that it would have to
        // reconnect.
        return cause.getCause() == null && cause.getRawWatchMessage().isEmpty()
                ? new Problem(RestartReason.CLOSED, "the watch was closed")
                : new Problem(RestartReason.UNREADABLE, ApiErrors.message(cause));
    }

    private void guard(Runnable notification) {
        try {
            notification.run();
        } catch (RuntimeException | Error failure) {
            broken.accept(failure);
        }
    }

    /** Ends the watch; the listener is not called any more. */
    public void close() {
        state = State.ENDED;
        watch.close();
    }
}
