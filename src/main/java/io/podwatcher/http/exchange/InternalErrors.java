package io.podwatcher.http.exchange;

import io.podwatcher.log.RateLimit;
import io.vertx.core.http.HttpServerResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs our own bugs, and answers the affected requests with 500. On the event loop of one verticle. */
public final class InternalErrors {

    private static final Logger log = LoggerFactory.getLogger(InternalErrors.class);

    private final RateLimit lines = new RateLimit(5);

    /**
     * Logs a failure. Rate-limited: a client may be able to cause it.
     *
     * @param what a sentence without a full stop, such as "A lookup failed"
     */
    public void report(String what, Throwable failure) {
        lines.report(1, times -> log.error("{}{}", what, RateLimit.leftOut(times), failure));
    }

    /** Answers 500, or resets an answer that has been started. */
    public static void answer(HttpServerResponse response) {
        answer(
                response,
                () -> JsonReplies.error(
                        response, 500, "internal_error", "This is a bug of pod-watcher; its log says more"));
    }

    /**
     * Resets an answer that has been started, because half an answer must not look complete.
     *
     * @param error answers if nothing has been written yet
     */
    public static void answer(HttpServerResponse response, Runnable error) {
        if (!response.headWritten()) {
            error.run();
        } else if (!response.ended()) {
            response.reset();
        }
    }
}
