package io.podwatcher.http.listing;

import java.time.Duration;

/**
 * What listings may take of one HTTP verticle.
 *
 * @param running listings that run at once
 * @param waiting listings that wait for others to end
 * @param unreadTimeout how long a client may leave unread what it has been sent
 */
public record ListingLimits(int running, int waiting, Duration unreadTimeout) {

    /** One HTTP/2 connection may have 100 requests; none of them is refused. */
    public static final int USUAL_WAITING = 256;
}
