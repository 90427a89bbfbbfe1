package io.podwatcher.messages.lookup;

/**
 * Nobody waits for this answer any more: the client has gone.
 *
 * @param request what had been asked
 */
public record WaitCancelled(Wait request) {}
