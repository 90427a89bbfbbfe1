package io.podwatcher.messages.lookup;

import java.time.Duration;

/** A request that waits in the cache until the map has what it asks for. */
public sealed interface Wait permits WaitRequest, VersionWait {

    /** The HTTP verticle that sends the request. */
    String caller();

    /** Distinguishes the requests of one caller. */
    long id();

    /** The other end of the client's connection; one peer gets a share of the waits. */
    String peer();

    /** How long to wait. */
    Duration timeout();
}
