/** Who owned an IP at a moment of the past: {@code at=} and {@code /history}. Loaded only with a history. */
package io.podwatcher.http.history;
