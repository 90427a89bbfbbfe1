package io.podwatcher.messages.history;

import io.podwatcher.model.IpAddress;
import java.time.Instant;
import java.util.List;

/**
 * Asks who owned these IPs at these moments; answered with {@link PastOwnersReply}, or failed with a code of
 * {@link HistoryFailure}.
 *
 * @param questions one or more
 */
public record PastOwnersRequest(List<Question> questions) {

    /** One IP and a moment that is not in the future. */
    public record Question(IpAddress ip, Instant at) {}
}
