package io.podwatcher.http.listing;

import io.podwatcher.http.connection.request.RefusalMeters;
import io.podwatcher.log.RateLimit;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Shared by all listings of one HTTP verticle, on its event loop.
 *
 * @param pages requests pages from the cache, and pauses listings
 * @param unreadTimeout how long a client may take to read one chunk of an answer
 * @param refusals counts clients that are too slow
 * @param warnings rate-limits the log lines about failed listings
 */
record ListingContext(Vertx vertx, Pages pages, Duration unreadTimeout, RefusalMeters refusals, RateLimit warnings) {}
