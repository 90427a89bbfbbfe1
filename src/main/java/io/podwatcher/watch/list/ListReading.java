package io.podwatcher.watch.list;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.podwatcher.watch.api.ListFailure;
import io.podwatcher.watch.page.PageHandler;
import io.podwatcher.watch.page.PageMetadata;
import io.podwatcher.watch.page.UnreadableListException;
import io.podwatcher.watch.page.UnreadableListException.Defect;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one list from its first page to its last and passes the objects to the worker in batches. Runs on a thread of
 * its own; {@link #close} and the sink are called on the worker.
 *
 * <p>In memory at a time are the object that is being read, the batch that is being filled, the batch with the worker,
 * and the buffers of two connections, because the next page is requested while this one is read.
 */
final class ListReading<R extends HasMetadata> implements Runnable, PageHandler<R> {

    private static final Logger log = LoggerFactory.getLogger(ListReading.class);

    private static final int BATCH_ITEMS = 100;

    /** Bytes as the API server sends them; the objects parsed from them take about as much memory. */
    private static final long BATCH_BYTES = 256 * 1024;

    private final ListRequests<R> requests;
    private final Executor worker;
    private final ResourceLister.Sink<R> sink;
    private final PageLimit limit = new PageLimit();
    private final Semaphore batchDone = new Semaphore(1);
    private final AtomicBoolean receivedIsQueued = new AtomicBoolean();
    private volatile boolean closed;

    private Optional<PageMetadata> page = Optional.empty();
    private Optional<PageFetch<R>> prefetched = Optional.empty();
    private boolean isFirstPage = true;
    private List<R> batch = new ArrayList<>();
    private long batchBytes;
    private long nullItems;

    ListReading(ListRequests<R> requests, Executor worker, ResourceLister.Sink<R> sink) {
        this.requests = requests;
        this.worker = worker;
        this.sink = sink;
    }

    /** Stops calls of the sink. On the worker. */
    void close() {
        closed = true;
    }

    @Override
    public void run() {
        try {
            String resourceVersion = readAll();
            onWorker(() -> sink.complete(resourceVersion));
        } catch (InterruptedException e) {
            log.debug("A list was cancelled");
        } catch (ListFailure e) {
            log.debug("A list failed", e);
            onWorker(() -> sink.failed(e));
        } catch (RuntimeException | Error e) {
            log.error("Reading a list failed unexpectedly", e);
            onWorker(() -> sink.failed(ListFailure.unexpected(e)));
        } finally {
            prefetched.ifPresent(PageFetch::close);
        }
    }

    private String readAll() throws ListFailure, InterruptedException {
        Optional<PageFetch<R>> next = Optional.of(requests.page(Optional.empty(), limit.next()));
        while (next.isPresent()) {
            next.get().read(this, this::received);
            next = prefetched.or(this::afterThisPage);
            prefetched = Optional.empty();
            isFirstPage = false;
        }
        passBatch();
        if (nullItems > 0) {
            log.warn("{} items of the list are null; skipped", nullItems);
        }
        return page.orElseThrow().resourceVersion();
    }

    private Optional<PageFetch<R>> afterThisPage() {
        return page.flatMap(PageMetadata::continueToken).map(token -> requests.page(Optional.of(token), limit.next()));
    }

    @Override
    public void metadata(PageMetadata metadata) throws UnreadableListException {
        if (page.isPresent()) {
            checkFollows(page.get(), metadata);
        }
        page = Optional.of(metadata);
        // The page after the first is not prefetched: the size of objects is known only when the first has been read.
        if (!isFirstPage) {
            prefetched = afterThisPage();
        }
    }

    /** All pages of a list have one version; a mix of two lists would never have been true. */
    private static void checkFollows(PageMetadata before, PageMetadata metadata) throws UnreadableListException {
        if (!before.resourceVersion().equals(metadata.resourceVersion())) {
            throw new UnreadableListException(
                    Defect.NOT_A_LIST,
                    "the API server answered with a page of version " + metadata.resourceVersion()
                            + " in a list of version " + before.resourceVersion());
        }
        if (before.continueToken().equals(metadata.continueToken())) {
            throw new UnreadableListException(
                    Defect.NOT_A_LIST, "the API server answered with the same continue token again");
        }
    }

    @Override
    public void item(R item, long bytes) throws InterruptedIOException {
        limit.read(bytes);
        batch.add(item);
        batchBytes += bytes;
        if (batch.size() >= BATCH_ITEMS || batchBytes >= BATCH_BYTES) {
            try {
                passBatch();
            } catch (InterruptedException e) {
                throw (InterruptedIOException) new InterruptedIOException().initCause(e);
            }
        }
    }

    @Override
    public void nullItem() {
        nullItems++;
    }

    /** Passes the batch to the worker; waits until it is done with the one before. */
    private void passBatch() throws InterruptedException {
        if (batch.isEmpty()) {
            return;
        }
        batchDone.acquire();
        List<R> full = batch;
        batch = new ArrayList<>();
        batchBytes = 0;
        onWorker(() -> {
            try {
                sink.items(full);
            } finally {
                batchDone.release();
            }
        });
    }

    /** Queues one call for many chunks when the worker is behind. */
    private void received() {
        if (receivedIsQueued.compareAndSet(false, true)) {
            onWorker(() -> {
                receivedIsQueued.set(false);
                sink.received();
            });
        }
    }

    private void onWorker(Runnable task) {
        worker.execute(() -> {
            if (!closed) {
                task.run();
            }
        });
    }
}
