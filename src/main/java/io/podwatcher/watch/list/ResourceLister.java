package io.podwatcher.watch.list;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.podwatcher.messages.watch.RestartReason;
import io.podwatcher.watch.api.ListFailure;
import io.podwatcher.watch.api.ResourceKind;
import io.podwatcher.watch.api.WatchScope;
import io.podwatcher.watch.lifecycle.Problem;
import io.podwatcher.watch.page.PageHandler;
import io.podwatcher.watch.page.PageMetadata;
import io.podwatcher.watch.page.PageReader;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Lists all objects of a kind and scope, page by page. Each list is read on a thread of its own, because reading a
 * stream blocks; that thread ends with the list. All methods and callbacks run on the worker.
 */
public final class ResourceLister<R extends HasMetadata> implements AutoCloseable {

    private final ListRequests<R> requests;
    private final Duration timeout;
    private final Executor worker;
    private final ExecutorService readers;

    /** Receives the objects of a list, on the worker and in order. */
    public interface Sink<R> {

        /** Bytes have arrived: the list is not silent. */
        void received();

        /** The next objects, in the list's order. Not many more are read before this returns, so it may block. */
        void items(List<R> items);

        /**
         * All objects have been passed on; no more calls follow.
         *
         * @param resourceVersion the version of the whole list, never empty
         */
        void complete(String resourceVersion);

        /** The list cannot be completed; no more calls follow. The objects passed so far are an incomplete list. */
        void failed(ListFailure failure);
    }

    /** A list in progress. */
    public interface ListRequest {

        /** Cancels it: the sink is not called any more. Does nothing if the list has ended. */
        void close();
    }

    /**
     * @param client fabric8's client, with its authentication and TLS
     * @param config the API server's address, and the timeout for the start of a response
     * @param kind which objects to list
     * @param json reads pages in JSON
     * @param protobuf reads pages in protobuf; empty for a kind that API servers have in JSON only
     * @param worker runs all calls of sinks, one after another
     */
    public ResourceLister(
            HttpClient client,
            Config config,
            ResourceKind<R> kind,
            WatchScope scope,
            PageReader<R> json,
            Optional<PageReader<R>> protobuf,
            Executor worker) {
        this.timeout = Duration.ofMillis(config.getRequestTimeout());
        this.requests = new ListRequests<>(client, config.getMasterUrl(), kind, scope, json, protobuf, timeout);
        this.worker = worker;
        this.readers = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, kind.kind().toLowerCase(Locale.ROOT) + "-list");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Starts a list. */
    public ListRequest list(Sink<R> sink) {
        ListReading<R> reading = new ListReading<>(requests, worker, sink);
        java.util.concurrent.Future<?> task = readers.submit(reading);
        return () -> {
            reading.close();
            task.cancel(true);
        };
    }

    /**
     * Requests a list of one object to get the current resource version. Fails with a {@link ListFailure}, after the
     * request timeout at the latest. The future completes on the worker.
     */
    public Future<String> currentVersion() {
        CompletableFuture<String> version = new CompletableFuture<>();
        java.util.concurrent.Future<?> task = readers.submit(() -> readVersion(version));
        if (!timeout.isZero()) {
            version.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
        }
        Promise<String> promise = Promise.promise();
        version.whenCompleteAsync(
                (value, failure) -> {
                    task.cancel(true);
                    if (failure == null) {
                        promise.complete(value);
                    } else {
                        promise.fail(failure instanceof ListFailure ? failure : timedOut());
                    }
                },
                worker);
        return promise.future();
    }

    private void readVersion(CompletableFuture<String> version) {
        AtomicReference<String> read = new AtomicReference<>();
        try {
            requests.page(Optional.empty(), 1).read(new VersionOnly<>(read), () -> {});
            version.complete(read.get());
        } catch (ListFailure e) {
            version.completeExceptionally(e);
        } catch (InterruptedException e) {
            version.cancel(false);
        } catch (RuntimeException | Error e) {
            version.completeExceptionally(ListFailure.unexpected(e));
        }
    }

    /** Takes only the version of a page. */
    private record VersionOnly<R>(AtomicReference<String> version) implements PageHandler<R> {

        @Override
        public void metadata(PageMetadata metadata) {
            version.set(metadata.resourceVersion());
        }

        @Override
        public void item(R item, long bytes) {}

        @Override
        public void nullItem() {}
    }

    private ListFailure timedOut() {
        return new ListFailure(
                new Problem(
                        RestartReason.CONNECTION, "the API server did not answer within " + timeout.toSeconds() + " s"),
                null);
    }

    /** Cancels all lists; their sinks are not called any more. */
    @Override
    public void close() {
        readers.shutdownNow();
    }
}
