package io.podwatcher.messages.map;

import io.podwatcher.messages.watch.WatchAge;
import io.podwatcher.messages.watch.WatchReport;

/**
 * The status of the cache, the answer to a {@link StatusRequest}.
 *
 * @param synced whether a complete list has been applied
 * @param size the size of the map
 * @param age since the API server last confirmed the map; none while not synced
 * @param waiting how many lookups wait for their IP
 * @param waitsRefused how many lookups were refused since the start because too many were waiting
 * @param watch the last report of the watch
 */
public record StatusReply(
        boolean synced, MapSize size, WatchAge age, int waiting, long waitsRefused, WatchReport watch) {}
