/**
 * The cache verticle, which owns the map on one event loop; all others send it messages over the bus. Who owns an
 * address is decided in {@link io.podwatcher.cache.index}.
 */
package io.podwatcher.cache;
