package io.podwatcher.watch.list;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.podwatcher.messages.watch.RestartReason;
import io.podwatcher.watch.api.ListFailure;
import io.podwatcher.watch.api.PodScope;
import io.podwatcher.watch.lifecycle.Problem;
import io.podwatcher.watch.page.PageHandler;
import io.podwatcher.watch.page.PageMetadata;
import io.podwatcher.watch.pod.PodResource;
import io.podwatcher.watch.pod.PodSerialization;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Lists all pods of a scope, page by page. Each list is read on a thread of its own, because reading a stream blocks;
 * that thread ends with the list. All methods and callbacks run on the worker.
 */
public final class PodLister implements AutoCloseable {

    private final ListRequests requests;
    private final Duration timeout;
    private final Executor worker;
    private final ExecutorService readers = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "pod-list");
        thread.setDaemon(true);
        return thread;
    });

    /** Receives the pods of a list, on the worker and in order. */
    public interface Sink {

        /** Bytes have arrived: the list is not silent. */
        void received();

        /** The next pods, in the list's order. Not many more are read before this returns, so it may block. */
        void pods(List<PodResource> pods);

        /**
         * All pods have been passed on; no more calls follow.
         *
         * @param resourceVersion the version of the whole list, never empty
         */
        void complete(String resourceVersion);

        /** The list cannot be completed; no more calls follow. The pods passed so far are an incomplete list. */
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
     * @param serialization parses pods in JSON
     * @param worker runs all calls of sinks, one after another
     */
    public PodLister(
            HttpClient client, Config config, PodScope scope, PodSerialization serialization, Executor worker) {
        this.timeout = Duration.ofMillis(config.getRequestTimeout());
        this.requests = new ListRequests(client, config.getMasterUrl(), scope, serialization, timeout);
        this.worker = worker;
    }

    /** Starts a list. */
    public ListRequest list(Sink sink) {
        ListReading reading = new ListReading(requests, worker, sink);
        java.util.concurrent.Future<?> task = readers.submit(reading);
        return () -> {
            reading.close();
            task.cancel(true);
        };
    }

    /**
     * Requests a list of one pod to get the current resource version. Fails with a {@link ListFailure}, after the
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
            requests.page(Optional.empty(), 1).read(new VersionOnly(read), () -> {});
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
    private record VersionOnly(AtomicReference<String> version) implements PageHandler {

        @Override
        public void metadata(PageMetadata metadata) {
            version.set(metadata.resourceVersion());
        }

        @Override
        public void pod(PodResource pod, long bytes) {}

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
