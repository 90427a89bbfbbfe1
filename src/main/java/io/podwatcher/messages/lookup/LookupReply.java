package io.podwatcher.messages.lookup;

import io.podwatcher.messages.watch.WatchAge;
import java.util.List;

/**
 * Answers a {@link LookupRequest}.
 *
 * @param lookups one for each IP asked, in the order asked
 * @param age since the API server last confirmed the map; none while not synced
 */
public record LookupReply(List<LookupResult> lookups, WatchAge age) {}
