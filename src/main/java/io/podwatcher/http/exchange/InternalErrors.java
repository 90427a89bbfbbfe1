package io.podwatcher.http.exchange;

import io.podwatcher.log.RateLimit;
import io.vertx.core.http.HttpServerResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports a bug of ours in the log, and to the client that it keeps from its answer. On the event loop of one verticle.
 */
public final class InternalErrors {

    private static final Logger log = LoggerFactory.getLogger(InternalErrors.class);

    private final RateLimit lines = new RateLimit(5);

    /**
     * Logs a failure. Rate-limited: a client may be able to cause it.
     *
     * @param what what has failed, as a sentence without a full stop
     */
    public void report(String what, Throwable failure) {
        lines.report(1, times -> log.error("{}{}", what, RateLimit.leftOut(times), failure));
    }

    /** Answers 500, or breaks off an answer that has begun. */
    public static void answer(HttpServerResponse response) {
        answer(
                response,
                () -> JsonReplies.error(
                        response, 500, "internal_error", "This is a bug of pod-watcher; its log says more"));
    }

    /**
     * Breaks off an answer that has begun, because half of one must not look like a whole one.
     *
     * @param error answers where nothing has been written yet
     */
    public static void answer(HttpServerResponse response, Runnable error) {
        if (!response.headWritten()) {
            error.run();
        } else if (!response.ended()) {
            response.reset();
        }
    }
}
