package io.podwatcher.watch.list;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.podwatcher.messages.watch.RestartReason;
import io.podwatcher.watch.api.ApiErrors;
import io.podwatcher.watch.api.ListFailure;
import io.podwatcher.watch.lifecycle.Problem;
import io.podwatcher.watch.list.ListRequests.Format;
import io.podwatcher.watch.page.PageHandler;
import io.podwatcher.watch.page.UnreadableListException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.zip.ZipException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One page that has been requested. fabric8's transport reads only as far as the body is read here, so a page is never
 * in memory as a whole; received bytes wait in the connection's buffers. Read on the list's own thread, closed on any.
 */
final class PageFetch<R extends HasMetadata> {

    private static final Logger log = LoggerFactory.getLogger(PageFetch.class);

    private static final int NOT_ACCEPTABLE = 406;
    private static final int UNSUPPORTED_MEDIA_TYPE = 415;

    private final ListRequests<R> requests;
    private final Optional<String> continueToken;
    private final int limit;
    private final Format asked;
    private final CompletableFuture<HttpResponse<InputStream>> answer;

    PageFetch(
            ListRequests<R> requests,
            Optional<String> continueToken,
            int limit,
            Format asked,
            CompletableFuture<HttpResponse<InputStream>> answer) {
        this.requests = requests;
        this.continueToken = continueToken;
        this.limit = limit;
        this.asked = asked;
        this.answer = answer;
    }

    /**
     * Waits for the page and reads it to its end.
     *
     * @param handler receives what is read
     * @param received runs whenever bytes have arrived
     * @throws ListFailure if no complete page of a list was received
     * @throws InterruptedException if the thread was interrupted, because the list was cancelled
     */
    void read(PageHandler<R> handler, Runnable received) throws ListFailure, InterruptedException {
        HttpResponse<InputStream> response = await();
        try (InputStream body = new NoticedInput(response.body(), received)) {
            received.run();
            PageAnswer<R> page = new PageAnswer<>(response, body, requests::reader);
            int code = response.code();
            if (response.isSuccessful()) {
                readPage(page, handler);
            } else if (asked == Format.PROTOBUF && (code == NOT_ACCEPTABLE || code == UNSUPPORTED_MEDIA_TYPE)) {
                requests.fallBackToJson("the API server answers " + code + " when asked for protobuf");
                requests.page(continueToken, limit).read(handler, received);
            } else {
                throw page.refusal();
            }
        } catch (ClosedByInterruptException | InterruptedIOException e) {
            throw interrupted(e);
        } catch (UnreadableListException e) {
            throw new ListFailure(new Problem(RestartReason.UNREADABLE, e.getMessage()), e);
        } catch (EOFException | ZipException e) {
            throw new ListFailure(
                    new Problem(
                            RestartReason.UNREADABLE,
                            "the API server's answer is not a complete gzip stream: " + e.getMessage()),
                    e);
        } catch (IOException e) {
            throw connectionFailure(e);
        }
    }

    /** Cancels a page that nobody will read. */
    void close() {
        if (!answer.cancel(false) && !answer.isCompletedExceptionally()) {
            closeQuietly(answer.join().body());
        }
    }

    private HttpResponse<InputStream> await() throws ListFailure, InterruptedException {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            close();
            throw e;
        } catch (ExecutionException e) {
            throw connectionFailure(e.getCause());
        }
    }

    private void readPage(PageAnswer<R> page, PageHandler<R> handler) throws IOException {
        try {
            page.read(handler);
        } catch (UnreadableListException e) {
            if (asked == Format.PROTOBUF && e.defect() == UnreadableListException.Defect.MALFORMED) {
                requests.fallBackToJson(e.getMessage());
            }
            throw e;
        }
    }

    private static ListFailure connectionFailure(Throwable cause) {
        return new ListFailure(new Problem(RestartReason.CONNECTION, ApiErrors.message(cause)), cause);
    }

    private static InterruptedException interrupted(IOException cause) {
        InterruptedException interrupted = new InterruptedException("the list was cancelled");
        interrupted.initCause(cause);
        return interrupted;
    }

    private static void closeQuietly(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            log.debug("Closing the response of a cancelled list failed", e);
        }
    }
}
