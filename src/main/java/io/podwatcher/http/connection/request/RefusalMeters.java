package io.podwatcher.http.connection.request;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * Counts requests and connections refused at a limit or as invalid HTTP, by reason. Each reason is a row of
 * src/docs/limits.md. Any thread.
 */
public final class RefusalMeters {

    /**
     * Why a request or a connection is refused. The code is the {@code reason} label, and in most cases the reason in
     * the answer.
     */
    public enum Refusal {
        /** The request is not well-formed HTTP. */
        MALFORMED_REQUEST,
        /** The request target is longer than the limit. */
        URI_TOO_LONG,
        /** A head is longer than the limit, or it has more headers than the limit. */
        HEADERS_TOO_LONG,
        /** The unfinished and unanswered requests of an event loop together exceed their memory limit. */
        TOO_MANY_UNFINISHED,
        /** A head was not complete in time. */
        REQUEST_TIMEOUT,
        /** A body, which no endpoint reads, was too long or not complete in time. */
        BODY_NOT_READ,
        /** Too many listings are in progress or waiting. */
        TOO_MANY_LISTINGS,
        /** Too many lookups wait for their IP: in total, of one peer, or of one peer for one IP. */
        TOO_MANY_WAITS,
        /** Too many event streams are open. */
        TOO_MANY_STREAMS,
        /** Too many HTTP/2 requests are in progress. */
        TOO_MANY_REQUESTS,
        /** A client read nothing of its answer for too long. */
        ANSWER_NOT_READ,
        /** A local client asked for a name that is not this machine's. */
        WRONG_HOST,
        /** The client is not in ALLOWED_CLIENTS. */
        NOT_ALLOWED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Map<Refusal, Counter> counters = new EnumMap<>(Refusal.class);

    /** Registers a counter for each reason: one first seen at 1 would hide its first increment from rate(). */
    public RefusalMeters(MeterRegistry registry) {
        for (Refusal reason : Refusal.values()) {
            counters.put(
                    reason,
                    Counter.builder("pod.watcher.http.refused")
                            .description("Requests and connections refused at a limit or as malformed, by reason")
                            .tag("reason", reason.code())
                            .register(registry));
        }
    }

    public void count(Refusal reason) {
        counters.get(reason).increment();
    }
}
