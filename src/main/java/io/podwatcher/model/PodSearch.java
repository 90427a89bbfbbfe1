package io.podwatcher.model;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Finds pods by a part of what people know of them: namespace, name, node or IP. Immutable; any thread.
 *
 * @param part in lower case
 * @param mayBeIp whether it consists of what IPs are written with; if not, none need be written to look
 */
public record PodSearch(String part, boolean mayBeIp) {

    private static final Pattern OF_AN_IP = Pattern.compile("[0-9a-f.:]*");

    /**
     * Looks for a text, in upper or lower case.
     *
     * @param text what somebody typed
     */
    public static PodSearch of(String text) {
        String part = text.toLowerCase(Locale.ROOT);
        return new PodSearch(part, OF_AN_IP.matcher(part).matches());
    }

    /** Kubernetes lets nobody use upper case in any of these, so only the question had to be changed. */
    public boolean finds(IpAddress ip, Pod pod) {
        return pod.name().contains(part)
                || pod.namespace().contains(part)
                || pod.node().contains(part)
                || mayBeIp && ip.toString().contains(part);
    }
}
