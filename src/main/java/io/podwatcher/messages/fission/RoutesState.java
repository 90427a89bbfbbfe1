package io.podwatcher.messages.fission;

import io.podwatcher.fission.RouteTable;
import io.podwatcher.messages.watch.WatchAge;
import java.util.Optional;

/** What is known of the routes of Fission's router. */
public sealed interface RoutesState {

    /**
     * The triggers or the functions have not been listed yet.
     *
     * @param problem why not, for the user; empty if the lists are in progress
     */
    record Listing(Optional<String> problem) implements RoutesState {}

    /**
     * Triggers and functions have just been listed, so all of them count as new: Fission's router may not have their
     * routes yet.
     *
     * @param problem what keeps a watch from working now, for the user; empty while both work
     */
    record Settling(Optional<String> problem) implements RoutesState {}

    /** The API server does not have Fission's kinds. */
    record NotInstalled() implements RoutesState {}

    /**
     * The routes, as of the last event.
     *
     * @param table the routes
     * @param triggers how many triggers have been read
     * @param age how long ago the API server confirmed triggers and functions
     * @param problem what keeps a watch from working now, for the user; empty while both work
     */
    record Known(RouteTable table, int triggers, WatchAge age, Optional<String> problem) implements RoutesState {}
}
