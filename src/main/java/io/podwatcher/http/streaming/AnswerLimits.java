package io.podwatcher.http.streaming;

import java.time.Duration;

/**
 * Limits on the long answers of one HTTP verticle. Immutable; any thread.
 *
 * @param running how many may run at once
 * @param waiting how many more may wait
 * @param unreadTimeout how long a client may leave sent bytes unread
 */
public record AnswerLimits(int running, int waiting, Duration unreadTimeout) {

    /** An HTTP/2 connection may have 100 requests, none of which is refused. */
    public static final int USUAL_WAITING = 256;
}
