package io.podwatcher.messages.history;

import java.util.List;

/**
 * Answers a {@link PastOwnersRequest}.
 *
 * @param owners one for each question, in the order asked
 */
public record PastOwnersReply(List<PastOwner> owners) {}
