package io.podwatcher.http.bulk;

import io.podwatcher.model.IpAddress;
import java.util.Optional;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * One question of a bulk request. Immutable.
 *
 * @param name what names it in the answer, as JSON
 * @param ip the IP; empty if there is none to look up
 * @param reason why there is none; empty if there is
 */
record Item(String name, Optional<IpAddress> ip, String reason) {

    /** The question about a text that may not be an IP. */
    static Item of(String name, String ip) {
        Optional<IpAddress> parsed = IpAddress.parse(ip);
        return new Item(name, parsed, parsed.isPresent() ? "" : "invalid_ip");
    }

    /** A text as a JSON string. */
    static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + '"';
    }
}
