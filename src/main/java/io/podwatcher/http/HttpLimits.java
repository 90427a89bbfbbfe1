package io.podwatcher.http;

import io.podwatcher.http.events.EventLimits;
import io.podwatcher.http.listing.ListingLimits;
import java.time.Duration;

/**
 * What the clients of one HTTP verticle may take of it.
 *
 * @param listings listings
 * @param openStreams HTTP/2 streams, which are requests in progress; over HTTP/1 each connection has one
 * @param streams streams of events
 */
public record HttpLimits(ListingLimits listings, int openStreams, EventLimits streams) {

    /** Longer than a busy client or a lost packet holds up a connection; the same for all kinds of answers. */
    public static final Duration UNREAD_TIMEOUT = Duration.ofSeconds(10);

    /** These limits, and the usual ones of listings that wait and of unread answers. */
    public static HttpLimits usual(int listings, int openStreams, EventLimits streams) {
        return new HttpLimits(
                new ListingLimits(listings, ListingLimits.USUAL_WAITING, UNREAD_TIMEOUT), openStreams, streams);
    }
}
