package io.podwatcher.cache;

import io.podwatcher.messages.watch.WatchAge;
import io.podwatcher.model.MapVersion;
import java.util.function.LongSupplier;

/** Knows whether the map is complete, how old it is, and its version. On the cache verticle's loop. */
final class Freshness {

    private final LongSupplier nanoTime;
    private boolean synced;
    private boolean missed;

    /**
     * Counts from the start at first. One object is shared by all replies until the API server confirms the map again
     * or it changes.
     */
    private WatchAge age;

    Freshness(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.age = new WatchAge(nanoTime.getAsLong(), nanoTime);
    }

    /** Whether a complete list has been applied. */
    boolean isSynced() {
        return synced;
    }

    /**
     * A list has been applied.
     *
     * @param full whether it reported all pods, and not only what has changed
     */
    void listed(boolean full) {
        synced = true;
        missed = missed && !full;
    }

    /**
     * A change was not applied: until a full relist is complete, nothing that the API server sends confirms the map.
     */
    void missed() {
        missed = true;
        reached(MapVersion.UNKNOWN);
    }

    /** The map has exactly the changes up to this version; none if it is unknown. */
    void reached(MapVersion version) {
        MapVersion certain = missed ? MapVersion.UNKNOWN : version;
        if (!certain.equals(age.version())) {
            age = new WatchAge(age.confirmedAt(), nanoTime, certain);
        }
    }

    /** All that has been applied was true at this moment. Ignored if it is earlier than the last confirmation. */
    void confirmed(long at) {
        if (!missed && at - age.confirmedAt() > 0) {
            age = new WatchAge(at, nanoTime, age.version());
        }
    }

    /** When the API server last confirmed the map, by the clock; the start of the service before the first time. */
    long confirmedAt() {
        return age.confirmedAt();
    }

    /** The version of the map; unknown before the first list. */
    MapVersion version() {
        return age().version();
    }

    /** How long ago the API server confirmed the map; none before the first list. */
    WatchAge age() {
        return synced ? age : WatchAge.NONE;
    }
}
