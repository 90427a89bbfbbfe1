/** {@code GET /pod}: lookups of one IP, batched on their way to the cache, and those that wait for an IP. */
package io.podwatcher.http.lookup;
