package io.podwatcher.watch.list;

import io.podwatcher.watch.api.ListFailure;
import io.podwatcher.watch.page.PageHandler;
import io.podwatcher.watch.page.PageMetadata;
import io.podwatcher.watch.page.UnreadableListException;
import io.podwatcher.watch.page.UnreadableListException.Problem;
import io.podwatcher.watch.pod.PodResource;
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
 * Reads one list from its first page to its last and hands the pods to the worker in batches. Runs on a thread of its
 * own; {@link #close} and the sink are the worker's.
 *
 * <p>What is in memory at a time: the pod that is being read, the batch that is being filled, the batch with the
 * worker, and the buffers of two connections, because the next page is asked for while this one is read.
 */
final class ListReading implements Runnable, PageHandler {

    private static final Logger log = LoggerFactory.getLogger(ListReading.class);

    private static final int BATCH_PODS = 100;

    /** Of what the API server sends; the pods made of it take about as much. */
    private static final long BATCH_BYTES = 256 * 1024;

    private final ListRequests requests;
    private final Executor worker;
    private final PodLister.Sink sink;
    private final PageLimit limit = new PageLimit();
    private final Semaphore batchTaken = new Semaphore(1);
    private final AtomicBoolean receivedIsQueued = new AtomicBoolean();
    private volatile boolean closed;

    private Optional<PageMetadata> page = Optional.empty();
    private Optional<PageFetch> following = Optional.empty();
    private boolean isFirstPage = true;
    private List<PodResource> batch = new ArrayList<>();
    private long batchBytes;
    private long nullItems;

    ListReading(ListRequests requests, Executor worker, PodLister.Sink sink) {
        this.requests = requests;
        this.worker = worker;
        this.sink = sink;
    }

    /** From now on the sink is not called. On the worker. */
    void close() {
        closed = true;
    }

    @Override
    public void run() {
        try {
            String resourceVersion = readAll();
            onWorker(() -> sink.complete(resourceVersion));
        } catch (InterruptedException e) {
            log.debug("A list has been given up");
        } catch (ListFailure e) {
            log.debug("A list has failed", e);
            onWorker(() -> sink.failed(e));
        } catch (RuntimeException | Error e) {
            log.error("Reading a list failed unexpectedly", e);
            onWorker(() -> sink.failed(ListFailure.unexpected(e)));
        } finally {
            following.ifPresent(PageFetch::close);
        }
    }

    private String readAll() throws ListFailure, InterruptedException {
        Optional<PageFetch> next = Optional.of(requests.page(Optional.empty(), limit.next()));
        while (next.isPresent()) {
            next.get().read(this, this::received);
            next = following.or(this::afterThisPage);
            following = Optional.empty();
            isFirstPage = false;
        }
        handOver();
        if (nullItems > 0) {
            log.warn("{} items of the list are null; skipped", nullItems);
        }
        return page.orElseThrow().resourceVersion();
    }

    private Optional<PageFetch> afterThisPage() {
        return page.flatMap(PageMetadata::continueToken).map(token -> requests.page(Optional.of(token), limit.next()));
    }

    @Override
    public void metadata(PageMetadata metadata) throws UnreadableListException {
        if (page.isPresent()) {
            checkFollows(page.get(), metadata);
        }
        page = Optional.of(metadata);
        // Behind the first page nothing is asked for yet: only when it has been read is it known what pods weigh.
        if (!isFirstPage) {
            following = afterThisPage();
        }
    }

    /** All pages of a list are taken at one version; what is made of two lists is true of no moment. */
    private static void checkFollows(PageMetadata before, PageMetadata metadata) throws UnreadableListException {
        if (!before.resourceVersion().equals(metadata.resourceVersion())) {
            throw new UnreadableListException(
                    Problem.NOT_A_LIST,
                    "the API server answered with a page of version " + metadata.resourceVersion()
                            + " in a list of version " + before.resourceVersion());
        }
        if (before.continueToken().equals(metadata.continueToken())) {
            throw new UnreadableListException(
                    Problem.NOT_A_LIST, "the API server answered with the same continue token again");
        }
    }

    @Override
    public void pod(PodResource pod, long bytes) throws InterruptedIOException {
        limit.read(bytes);
        batch.add(pod);
        batchBytes += bytes;
        if (batch.size() >= BATCH_PODS || batchBytes >= BATCH_BYTES) {
            try {
                handOver();
            } catch (InterruptedException e) {
                throw (InterruptedIOException) new InterruptedIOException().initCause(e);
            }
        }
    }

    @Override
    public void nullItem() {
        nullItems++;
    }

    /** Waits until the worker has taken the batch before. */
    private void handOver() throws InterruptedException {
        if (batch.isEmpty()) {
            return;
        }
        batchTaken.acquire();
        List<PodResource> full = batch;
        batch = new ArrayList<>();
        batchBytes = 0;
        onWorker(() -> {
            try {
                sink.pods(full);
            } finally {
                batchTaken.release();
            }
        });
    }

    /** The worker receives many chunks at once when it is behind. */
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
