package io.podwatcher.http.events;

import io.podwatcher.model.IpAddress;
import java.util.Optional;

/**
 * How far a stream has come in telling all pods.
 *
 * @param why said with the first of them; empty when that has been told
 * @param to the IP to go on behind; empty before the first
 */
record Listing(Optional<Beginning> why, Optional<IpAddress> to) {

    static Listing begin(Beginning why) {
        return new Listing(Optional.of(why), Optional.empty());
    }
}
