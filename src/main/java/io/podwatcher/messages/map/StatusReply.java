package io.podwatcher.messages.map;

import io.podwatcher.messages.watch.WatchAge;
import io.podwatcher.messages.watch.WatchReport;

/**
 * How the map is.
 *
 * @param synced whether a complete list has been applied
 * @param size how much is in it
 * @param age since the API server last confirmed the map; none while not synced
 * @param waiting how many lookups wait for their IP to come
 * @param waitsRefused how many lookups were not let wait since the start, because too many did
 * @param watch what the watch last reported
 */
public record StatusReply(
        boolean synced, MapSize size, WatchAge age, int waiting, long waitsRefused, WatchReport watch) {}
