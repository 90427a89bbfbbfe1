package io.podwatcher.messages.lookup;

import io.podwatcher.model.MapVersion;
import java.time.Duration;

/**
 * Waits until the map has reached a version; answered then, or after the timeout, with a {@link LookupReply} that has
 * no lookups.
 *
 * @param version a known one
 */
public record VersionWait(String caller, long id, String peer, MapVersion version, Duration timeout) implements Wait {}
