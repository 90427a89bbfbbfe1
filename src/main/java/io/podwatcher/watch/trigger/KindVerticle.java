package io.podwatcher.watch.trigger;

import io.podwatcher.messages.watch.WatchReport;
import io.podwatcher.watch.api.ClusterAccess;
import io.podwatcher.watch.api.ResourceKind;
import io.podwatcher.watch.api.WatchScope;
import io.podwatcher.watch.api.WatchedResource;
import io.podwatcher.watch.resource.ResourceWatcher;
import io.podwatcher.watch.resource.WatchTiming;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Watches the objects of one kind in all namespaces: a worker verticle, because each watch needs a context of its own.
 *
 * @param <R> what is read
 * @param <V> what is kept of it
 */
final class KindVerticle<R extends WatchedResource, V> extends VerticleBase {

    private final ClusterAccess access;
    private final ResourceKind<R> kind;
    private final WatchTiming timing;
    private final LongSupplier nanoTime;
    private final Function<R, V> reader;
    private final Listener<V> listener;
    private ResourceWatcher<R> watcher;

    /** Is called on the worker of the verticle. */
    interface Listener<V> {

        /** Objects have changed. */
        void changed(ObjectChanges.Batch<V> batch);

        /** The state of the watch has changed, after all changes so far. */
        void reported(WatchReport report);
    }

    /**
     * @param nanoTime the clock, shared with the cache
     * @param reader reads what is kept of an object
     */
    KindVerticle(
            ClusterAccess access,
            ResourceKind<R> kind,
            WatchTiming timing,
            LongSupplier nanoTime,
            Function<R, V> reader,
            Listener<V> listener) {
        this.access = access;
        this.kind = kind;
        this.timing = timing;
        this.nanoTime = nanoTime;
        this.reader = reader;
        this.listener = listener;
    }

    @Override
    public Future<?> start() {
        watcher = new ResourceWatcher<>(context, access, kind, WatchScope.ALL, Optional.empty(), timing, nanoTime);
        watcher.start(new ObjectChanges<>(reader, listener::changed), listener::reported);
        return Future.succeededFuture();
    }

    /** Ends the list or the watch in progress; complete when all connections are closed. */
    @Override
    public Future<?> stop() {
        return watcher.close();
    }
}
