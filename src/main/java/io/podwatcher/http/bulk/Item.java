package io.podwatcher.http.bulk;

import io.podwatcher.model.IpAddress;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * One question of a bulk request. Immutable.
 *
 * @param name what names it in the answer, as JSON
 * @param ip the IP; empty if there is none to look up
 * @param at the moment that is asked about; empty for now
 * @param reason why there is none; empty if there is
 */
record Item(String name, Optional<IpAddress> ip, Optional<Instant> at, String reason) {

    /** The question about a text that may not be an IP. */
    static Item of(String name, String ip, Optional<Instant> at) {
        Optional<IpAddress> parsed = IpAddress.parse(ip);
        return new Item(name, parsed, at, parsed.isPresent() ? "" : "invalid_ip");
    }

    /** One that is not looked up. */
    static Item refused(String name, String reason) {
        return new Item(name, Optional.empty(), Optional.empty(), reason);
    }

    /** Whether the map is asked, and not the history. */
    boolean isOfNow() {
        return ip.isPresent() && at.isEmpty();
    }

    /** Whether the history is asked. */
    boolean isOfThePast() {
        return ip.isPresent() && at.isPresent();
    }

    /** A text as a JSON string. */
    static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + '"';
    }
}
