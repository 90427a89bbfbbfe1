package io.podwatcher.messages;

/**
 * How the map is.
 *
 * @param synced whether a complete list has been applied
 * @param ownedIps how many IPs have an owner: the count of {@code GET /pods}
 * @param age whole seconds since the API server last confirmed the map; 0 while not synced
 * @param waiting how many lookups wait for their IP to come
 * @param waitsRefused how many lookups were not let wait since the start, because too many did
 * @param watch what the watch last reported
 */
public record StatusReply(boolean synced, int ownedIps, long age, int waiting, long waitsRefused, WatchReport watch) {}
