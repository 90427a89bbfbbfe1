package io.podwatcher.http;

import io.podwatcher.events.StreamLimits;
import java.time.Duration;

/**
 * What the clients of one HTTP verticle may take of it.
 *
 * @param listings listings that run at once
 * @param waitingListings listings that wait for others to end
 * @param unreadTimeout how long a client may leave unread what it has been sent
 * @param openStreams HTTP/2 streams, which are requests in progress; over HTTP/1 each connection has one
 * @param streams streams of events
 */
public record HttpLimits(
        int listings, int waitingListings, Duration unreadTimeout, int openStreams, StreamLimits streams) {

    /** Longer than a busy client or a lost packet holds up a connection; the same for all kinds of answers. */
    public static final Duration UNREAD_TIMEOUT = Duration.ofSeconds(10);

    /** One HTTP/2 connection with 100 requests is not refused any. */
    static final int WAITING_LISTINGS = 256;

    /** The usual limits of listings that wait and of unread answers, and these. */
    public static HttpLimits usual(int listings, int openStreams, StreamLimits streams) {
        return new HttpLimits(listings, WAITING_LISTINGS, UNREAD_TIMEOUT, openStreams, streams);
    }
}
