package io.podwatcher.history.store;

import io.podwatcher.messages.history.TimeRange;
import io.podwatcher.model.IpAddress;
import java.util.List;
import java.util.Map;

/**
 * What is written in one transaction, so that the coverage never says more than is written.
 *
 * @param ends the ends of stints that the database has as open
 * @param begun stints that it does not have
 * @param coverage the times that are covered; one that begins when an earlier one began replaces it
 */
public record Batch(Map<IpAddress, Stint.End> ends, List<Stint> begun, List<TimeRange> coverage) {

    /** How many changes it has. */
    public int size() {
        return ends.size() + begun.size();
    }
}
