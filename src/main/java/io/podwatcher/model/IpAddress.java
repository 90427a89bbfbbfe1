package io.podwatcher.model;

import java.util.Optional;

/**
 * One IP address as 128 bits, IPv4 as its IPv4-mapped form ({@code ::ffff:a.b.c.d}, RFC 4291 section 2.5.5.2), so that
 * two spellings of one address are equal. Immutable; any thread.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
public record IpAddress(long high, long low) implements Comparable<IpAddress> {

    private static final long MAPPED_PREFIX = 0x0000_ffff_0000_0000L;
    private static final long LOW_32_BITS = 0xffff_ffffL;

    /**
     * Parses an address strictly: four decimal octets without leading zeros, or RFC 4291 text. Anything that other
     * parsers accept but read differently (octal, hex, short forms, zones, brackets, blanks) is refused.
     *
     * @param text what a client or the API server sent
     * @return the address, or empty when the text is not exactly one address
     */
    public static Optional<IpAddress> parse(String text) {
        return new IpAddressParser(text).parse();
    }

    static IpAddress ofIpv4(int bits) {
        return new IpAddress(0, MAPPED_PREFIX | (bits & LOW_32_BITS));
    }

    /** Whether this is an IPv4 address, however it was written. */
    public boolean isIpv4() {
        return high == 0 && (low & ~LOW_32_BITS) == MAPPED_PREFIX;
    }

    /** Orders addresses as unsigned 128-bit numbers. */
    @Override
    public int compareTo(IpAddress other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /** The canonical text: dotted decimal for IPv4, RFC 5952 for IPv6. */
    @Override
    public String toString() {
        return isIpv4() ? ipv4Text() : ipv6Text();
    }

    private String ipv4Text() {
        int bits = (int) low;
        return (bits >>> 24) + "." + (bits >>> 16 & 0xff) + "." + (bits >>> 8 & 0xff) + "." + (bits & 0xff);
    }

    private String ipv6Text() {
        int zerosFrom = -1;
        int zeros = 1; // a single zero group is written out (RFC 5952 section 4.2.2)
        for (int from = 0; from < 8; from++) {
            int to = from;
            while (to < 8 && group(to) == 0) {
                to++;
            }
            if (to - from > zeros) {
                zerosFrom = from;
                zeros = to - from;
            }
        }
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < 8; i++) {
            if (i == zerosFrom) {
                text.append("::");
                i += zeros - 1;
            } else {
                if (i > 0 && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(group(i)));
            }
        }
        return text.toString();
    }

    private int group(int index) {
        long half = index < 4 ? high : low;
        return (int) (half >>> 48 - 16 * (index & 3)) & 0xffff;
    }
}
