package io.podwatcher.http.listing;

import io.podwatcher.http.connection.request.RefusalMeters;
import io.podwatcher.log.RateLimit;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * What all listings of one HTTP verticle share.
 *
 * @param pages asks the cache, and makes listings pause
 * @param unreadTimeout how long a client may take for one chunk of an answer
 * @param refusals counts clients that take too long
 * @param warnings limits what the log says about listings that fail
 */
record ListingContext(Vertx vertx, Pages pages, Duration unreadTimeout, RefusalMeters refusals, RateLimit warnings) {}
