/** Answers that are too long for one write: how many may run, and how they share the event loop with lookups. */
package io.podwatcher.http.streaming;
