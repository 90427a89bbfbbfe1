package io.podwatcher.attack.client;

/** HTTP/1.1 requests of attackers. */
public final class Requests {

    /** More than nginx passes on, and what the service reads at most. */
    private static final int HEADERS = 64 * 1024;

    private Requests() {}

    public static String get(String target) {
        return head(target) + "\r\n";
    }

    /** A request whose headers are as many and as small as fit. */
    public static String withTinyHeaders(String target) {
        return unfinished(target) + "\r\n";
    }

    /** The same without the empty line at the end. */
    public static String unfinished(String target) {
        StringBuilder request = new StringBuilder(head(target));
        for (int size = 0; size < HEADERS - 100; size += 5) {
            request.append((char) ('a' + size % 26)).append(":1\r\n");
        }
        return request.toString();
    }

    /** An IP that no pod has; there are 65,536. */
    public static String unknownIp(int number) {
        return "10.99." + (number >> 8 & 255) + "." + (number & 255);
    }

    private static String head(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: pod-watcher\r\n";
    }
}
