package io.podwatcher.http;

import io.podwatcher.http.events.EventLimits;
import io.podwatcher.http.streaming.AnswerLimits;
import java.time.Duration;

/**
 * The limits of the clients of one HTTP verticle. Immutable; any thread.
 *
 * @param longAnswers limits of listings and bulk lookups
 * @param openStreams open HTTP/2 streams, which are requests in progress; over HTTP/1 each connection has one
 * @param streams limits of event streams
 */
public record HttpLimits(AnswerLimits longAnswers, int openStreams, EventLimits streams) {

    /** How long a client may leave an answer unread: longer than a busy client or a lost packet delays a connection. */
    public static final Duration UNREAD_TIMEOUT = Duration.ofSeconds(10);

    /** These limits, with the usual ones for waiting and unread answers. */
    public static HttpLimits usual(int longAnswers, int openStreams, EventLimits streams) {
        return new HttpLimits(
                new AnswerLimits(longAnswers, AnswerLimits.USUAL_WAITING, UNREAD_TIMEOUT), openStreams, streams);
    }
}
