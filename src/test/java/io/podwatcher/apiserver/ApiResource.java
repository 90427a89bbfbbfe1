package io.podwatcher.apiserver;

import io.podwatcher.apiserver.pods.ClaimHistory;
import io.podwatcher.apiserver.pods.ObjectKind;
import io.podwatcher.apiserver.pods.PodSource;
import io.podwatcher.apiserver.pods.PodStore;
import io.podwatcher.apiserver.pods.RawPod;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The objects of one kind on an {@link ApiServer}, with faults on demand. Each kind has resource versions of its own.
 * Any thread except the server's own: when a method returns, its effect on the event loop is complete.
 */
public final class ApiResource {

    private final Context context;
    private final PodStore store;
    private final OpenLists lists = new OpenLists();
    private final OpenWatches watches = new OpenWatches();
    private final AtomicBoolean pumpScheduled = new AtomicBoolean();
    private final Faults faults = new Faults();
    private final RequestLog requests = new RequestLog();
    private final SentEvents sentEvents = new SentEvents();
    private final Endpoint endpoint;

    ApiResource(Vertx vertx, Context context, ObjectKind kind, ClaimHistory claims, ServerSettings settings) {
        this.context = context;
        store = new PodStore(claims, settings.historyLimit());
        endpoint = new Endpoint(vertx, kind, store, lists, watches, faults, requests, sentEvents, settings);
        if (!settings.bookmarkEvery().isZero()) {
            vertx.setPeriodic(settings.bookmarkEvery().toMillis(), timer -> watches.forEach(WatchStream::bookmark));
        }
    }

    /** Answers the request, if it is for this kind. On the event loop. */
    boolean handles(HttpServerRequest request) {
        return endpoint.handles(request);
    }

    long put(PodSource source) {
        return changed(store.put(source));
    }

    /** Adds an object or changes the one of that name; of its JSON only the resource version is replaced. */
    public long put(String namespace, String name, String json) {
        return put(RawPod.parse(namespace, name, json));
    }

    /** Deletes an object; returns the resource version, or nothing where there is no such object. */
    public Optional<Long> delete(String namespace, String name) {
        Optional<Long> resourceVersion = store.delete(namespace, name);
        resourceVersion.ifPresent(this::changed);
        return resourceVersion;
    }

    /**
     * Compacts all history: new watches and pages of lists from earlier versions get a 410. Open watches are first sent
     * the events that they lack, as far as they read.
     */
    public void compact() {
        onWatches(WatchStream::pump, () -> store.compact(store.resourceVersion()));
    }

    void restore(long resourceVersion) {
        onWatches(WatchStream::pump, () -> store.restore(resourceVersion));
    }

    /** Raises the resource version as when something else has changed. */
    public long advance() {
        return store.advance();
    }

    /** Sends a bookmark on every open watch that wants them. */
    public void bookmark() {
        onWatches(WatchStream::bookmark, () -> {});
    }

    /** The faults for future requests. */
    public Faults faults() {
        return faults;
    }

    /** Applies a fault to all open watches now, whatever its {@code after}. */
    public void strikeOpenWatches(Fault fault) {
        onWatches(watch -> watch.strike(fault), () -> {});
    }

    /** How many lists are in progress. */
    public int openLists() {
        return lists.count();
    }

    /** How many watches have a connection, dead or alive. */
    public int openWatches() {
        return watches.count();
    }

    /** The requests that have arrived. */
    public RequestLog requests() {
        return requests;
    }

    PodStore store() {
        return store;
    }

    SentEvents sentEvents() {
        return sentEvents;
    }

    int slowWatchersCut() {
        return watches.cuts();
    }

    private long changed(long resourceVersion) {
        if (pumpScheduled.compareAndSet(false, true)) {
            context.runOnContext(turn -> {
                pumpScheduled.set(false);
                watches.forEach(WatchStream::pump);
            });
        }
        return resourceVersion;
    }

    private void onWatches(Consumer<WatchStream> action, Runnable then) {
        await(onLoop(context, () -> {
            watches.forEach(action);
            then.run();
            return Future.succeededFuture();
        }));
    }

    static <T> Future<T> onLoop(Context context, Supplier<Future<T>> action) {
        return Future.future(promise -> context.runOnContext(
                turn -> Future.succeededFuture().compose(unused -> action.get()).onComplete(promise)));
    }

    static <T> T await(Future<T> future) {
        CompletableFuture<T> done = future.toCompletionStage().toCompletableFuture();
        return done.orTimeout(30, TimeUnit.SECONDS).join();
    }
}
