package io.podwatcher.watch;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.podwatcher.messages.RestartReason;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/**
 * Hears of each request to the API server and what becomes of it. The informer tells neither when it opens a watch again nor
 * why it could not. On whatever thread the client uses.
 */
final class Contact implements Interceptor {

    static final String NAME = "POD-WATCHER";

    private static final int GONE = 410;

    /** Names a version, which is whatever the API server itself has told. */
    private static final Pattern GOES_ON = Pattern.compile("(^|&)resourceVersion=[^&]");

    private final Listener listener;

    /** What there is to hear. */
    interface Listener {

        /** A list is asked for, from its first page. */
        void listBegins();

        /** A watch is asked for. */
        void watchBegins();

        /**
         * That watch names no version to go on from, because what came last had none: it would tell which pods there are, and
         * not which have gone.
         */
        void watchBeginsNowhere();

        /** A watch is open. */
        void watchOpened();

        /** A part of an answer has come. */
        void heard();

        /**
         * A request has failed.
         *
         * @param reason for counting
         * @param words what went wrong
         * @param retryAfter how long the server wants to be left alone, or zero
         */
        void requestFailed(RestartReason reason, String words, Duration retryAfter);

        /** A watch is refused in a way that may be meant for its resource version. */
        void watchRefused();

        /** A watch is refused because its resource version is too old: only a list can help. */
        void watchExpired();
    }

    Contact(Listener listener) {
        this.listener = listener;
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        if (isWatch(request)) {
            listener.watchBegins();
            if (!GOES_ON.matcher(query(request)).find()) {
                listener.watchBeginsNowhere();
            }
        } else if (!query(request).contains("continue=")) {
            listener.listBegins();
        }
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        if (isWatch(request) && response.code() < 300) {
            listener.watchOpened();
        }
    }

    @Override
    public AsyncBody.Consumer<List<ByteBuffer>> consumer(
            AsyncBody.Consumer<List<ByteBuffer>> consumer, HttpRequest request) {
        return (part, body) -> {
            listener.heard();
            consumer.consume(part, body);
        };
    }

    @Override
    public CompletableFuture<Boolean> afterFailure(BasicBuilder builder, HttpResponse<?> response, RequestTags tags) {
        int code = response.code();
        boolean watch = isWatch(response.request());
        if (code == GONE && watch) {
            listener.watchExpired();
        } else {
            if (watch && mayMeanTheVersion(code)) {
                listener.watchRefused();
            }
            String words = Problems.refused(watch, code, response.message());
            listener.requestFailed(reason(code), words, retryAfter(response));
        }
        return CompletableFuture.completedFuture(false);
    }

    private static boolean isWatch(HttpRequest request) {
        return query(request).contains("watch=true");
    }

    private static String query(HttpRequest request) {
        String query = request.uri().getRawQuery();
        return query == null ? "" : query;
    }

    private static Duration retryAfter(HttpResponse<?> response) {
        String seconds = response.header("Retry-After");
        return seconds != null && seconds.matches("[0-9]{1,6}")
                ? Duration.ofSeconds(Integer.parseInt(seconds))
                : Duration.ZERO;
    }

    /** Not what is said of the caller or of the server's load, or by a proxy that has no server. */
    private static boolean mayMeanTheVersion(int code) {
        return code == 500 || reason(code) == RestartReason.REFUSED;
    }

    private static RestartReason reason(int code) {
        return switch (code) {
            case 401 -> RestartReason.UNAUTHORIZED;
            case 403 -> RestartReason.FORBIDDEN;
            case 404 -> RestartReason.NOT_FOUND;
            case GONE -> RestartReason.EXPIRED;
            case 429 -> RestartReason.THROTTLED;
            default -> code >= 500 ? RestartReason.SERVER_ERROR : RestartReason.REFUSED;
        };
    }
}
