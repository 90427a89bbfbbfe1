package io.podwatcher.model;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A range of addresses of one family, such as {@code 10.42.0.0/16}. Immutable; any thread.
 *
 * @param network the first address of the range
 * @param prefixLength leading bits that all its addresses share, of 128: an IPv4 range counts its 96 mapped bits
 */
public record Cidr(IpAddress network, int prefixLength) {

    private static final int MAPPED_BITS = 96;

    /**
     * Reads {@code address/length}.
     *
     * @throws IllegalArgumentException when it is not a range, or its address is not the range's first; the message
     *     shows the correct form
     */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        Optional<IpAddress> address = slash < 0 ? Optional.empty() : IpAddress.parse(text.substring(0, slash));
        if (address.isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' is not a CIDR range; write for example 10.42.0.0/16");
        }
        boolean dotted = text.indexOf(':') < 0;
        int offset = dotted ? MAPPED_BITS : 0;
        int length = prefixLength(text, text.substring(slash + 1), 128 - offset) + offset;
        Cidr range = new Cidr(firstOf(address.get(), length), length);
        if (!range.network.equals(address.get())) {
            throw new IllegalArgumentException("'" + text + "' names an address inside a range; the range is "
                    + range.network + text.substring(slash));
        }
        return range;
    }

    /** The range of this address alone. */
    public static Cidr of(IpAddress address) {
        return new Cidr(address, 128);
    }

    /** Whether these ranges together cover all of IPv4 or all of IPv6. */
    public static boolean coverEverything(Collection<Cidr> ranges) {
        Set<Cidr> all = new HashSet<>(ranges);
        for (int length = 128; length > 0; length--) {
            for (Cidr range : List.copyOf(all)) {
                // Two halves merge into one range, which may in turn be half of a larger one.
                if (range.prefixLength == length && !range.isAllOfIpv4() && all.contains(range.otherHalf())) {
                    all.add(new Cidr(firstOf(range.network, length - 1), length - 1));
                }
            }
        }
        return all.stream().anyMatch(range -> range.prefixLength == 0 || range.isAllOfIpv4());
    }

    private boolean isAllOfIpv4() {
        return prefixLength == MAPPED_BITS && network.isIpv4();
    }

    private Cidr otherHalf() {
        long high = prefixLength <= 64 ? 1L << 64 - prefixLength : 0;
        long low = prefixLength <= 64 ? 0 : 1L << 128 - prefixLength;
        return new Cidr(new IpAddress(network.high() ^ high, network.low() ^ low), prefixLength);
    }

    private static int prefixLength(String range, String digits, int max) {
        if (!digits.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(digits) > max) {
            throw new IllegalArgumentException(
                    "'" + range + "' has no valid prefix length; write a number from 0 to " + max);
        }
        return Integer.parseInt(digits);
    }

    private static IpAddress firstOf(IpAddress address, int length) {
        return new IpAddress(address.high() & mask(length), address.low() & mask(length - 64));
    }

    private static long mask(int bits) {
        return bits <= 0 ? 0 : bits >= 64 ? -1L : -1L << 64 - bits;
    }

    /** Whether the address is of this range's family and inside it: {@code ::/0} does not hold IPv4 addresses. */
    public boolean contains(IpAddress address) {
        boolean ipv4Range = prefixLength >= MAPPED_BITS && network.isIpv4();
        return address.isIpv4() == ipv4Range && firstOf(address, prefixLength).equals(network);
    }

    @Override
    public String toString() {
        boolean ipv4Range = prefixLength >= MAPPED_BITS && network.isIpv4();
        return network + "/" + (ipv4Range ? prefixLength - MAPPED_BITS : prefixLength);
    }
}
