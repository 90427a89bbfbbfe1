package io.podwatcher.watch.list;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.podwatcher.messages.watch.RestartReason;
import io.podwatcher.watch.api.ApiErrors;
import io.podwatcher.watch.api.ListFailure;
import io.podwatcher.watch.lifecycle.Problem;
import io.podwatcher.watch.page.PageHandler;
import io.podwatcher.watch.page.PageReader;
import io.podwatcher.watch.page.UnreadableListException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Decodes and reads the API server's response to a request for a page. One thread. */
final class PageAnswer<R extends HasMetadata> {

    private static final int GZIP_BUFFER = 64 * 1024;

    private final HttpResponse<?> response;
    private final InputStream body;
    private final Function<Optional<String>, Optional<PageReader<R>>> readers;

    /**
     * @param body the body of the response, not closed here
     * @param readers finds the reader for a Content-Type, which may be missing; empty if it is not a format of lists
     */
    PageAnswer(
            HttpResponse<?> response, InputStream body, Function<Optional<String>, Optional<PageReader<R>>> readers) {
        this.response = response;
        this.body = body;
        this.readers = readers;
    }

    /** Reads the page to its end. */
    void read(PageHandler<R> handler) throws IOException {
        PageReader<R> reader = reader().orElseThrow(() -> new UnreadableListException(
                UnreadableListException.Defect.NOT_A_LIST,
                "the API server answered with " + header("Content-Type").orElse("") + " instead of a list"));
        try (InputStream decoded = decoded()) {
            reader.read(decoded, handler);
        }
    }

    private Optional<PageReader<R>> reader() {
        return readers.apply(header("Content-Type"));
    }

    private InputStream decoded() throws IOException {
        String encoding = header("Content-Encoding").orElse("identity");
        return switch (encoding.toLowerCase(Locale.ROOT)) {
            case "identity" -> body;
            case "gzip" -> new GZIPInputStream(body, GZIP_BUFFER);
            default ->
                throw new UnreadableListException(
                        UnreadableListException.Defect.NOT_A_LIST,
                        "the API server answered in the Content-Encoding '" + encoding + "', which was not asked for");
        };
    }

    /** Why there is no page, with the API server's own message if the response has one. */
    ListFailure refusal() throws IOException {
        int code = response.code();
        Problem problem = new Problem(
                RestartReason.ofStatus(code),
                message().orElse(ApiErrors.refused(false, code, response.message())),
                ApiErrors.retryAfter(response),
                OptionalInt.empty());
        return new ListFailure(problem, null);
    }

    private Optional<String> message() throws IOException {
        Optional<PageReader<R>> reader = reader();
        if (reader.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream decoded = decoded()) {
            reader.get().read(decoded, PageHandler.ignore());
        } catch (UnreadableListException e) {
            return e.statusMessage();
        } catch (EOFException | ZipException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private Optional<String> header(String name) {
        return Optional.ofNullable(response.header(name));
    }
}
