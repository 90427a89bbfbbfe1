package io.podwatcher.model;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Finds pods by a part of their namespace, name, node or IP. Immutable; any thread.
 *
 * @param part the text to find, in lower case
 * @param mayBeIp whether it consists of characters of IPs; if not, no IP needs to be formatted for the search
 */
public record PodSearch(String part, boolean mayBeIp) {

    private static final Pattern IP_CHARACTERS = Pattern.compile("[0-9a-f.:]*");

    /**
     * Searches for a text, ignoring case.
     *
     * @param text the text as the user typed it
     */
    public static PodSearch of(String text) {
        String part = text.toLowerCase(Locale.ROOT);
        return new PodSearch(part, IP_CHARACTERS.matcher(part).matches());
    }

    /**
     * Whether the search finds this pod. Kubernetes allows no upper case in these fields, so they need no conversion.
     */
    public boolean finds(IpAddress ip, Pod pod) {
        return pod.name().contains(part)
                || pod.namespace().contains(part)
                || pod.node().contains(part)
                || mayBeIp && ip.toString().contains(part);
    }
}
