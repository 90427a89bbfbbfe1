package io.podwatcher.http.bulk;

import io.podwatcher.http.history.PastLookups;
import io.podwatcher.http.lookup.LookupBatcher;
import io.podwatcher.http.lookup.LookupMeters;
import java.util.Optional;

/**
 * Who answers the questions of bulk requests. On the event loop of one HTTP verticle.
 *
 * @param map those about now
 * @param history those about the past; empty if no history is kept, and then no question is about the past
 * @param meters counts those about now
 */
record Sources(LookupBatcher map, Optional<PastLookups> history, LookupMeters meters) {}
