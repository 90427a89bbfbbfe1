/**
 * Answers questions about the past from what recorders have written.
 *
 * <p>{@link PastRules} and {@link Intervals} are plain code. Reading runs on worker threads.
 */
package io.podwatcher.history.past;
