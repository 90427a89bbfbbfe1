package io.podwatcher.model;

import java.util.Optional;

/**
 * Parses the text of one address from left to right. No available library is strict enough: the JDK resolves names and
 * accepts {@code 10.1} and {@code 010.0.0.1}, Netty accepts leading zeros, zones and brackets. Used once, by one
 * thread.
 */
final class IpAddressParser {

    /** Eight groups of four digits and seven colons, the last two groups as IPv4. */
    private static final int MAX_LENGTH = 45;

    private final String text;
    private int at;

    IpAddressParser(String text) {
        this.text = text;
    }

    Optional<IpAddress> parse() {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return text.indexOf(':') < 0 ? parseIpv4() : parseIpv6();
    }

    private Optional<IpAddress> parseIpv4() {
        long bits = readIpv4();
        return bits < 0 ? Optional.empty() : Optional.of(IpAddress.ofIpv4((int) bits));
    }

    private Optional<IpAddress> parseIpv6() {
        int[] groups = new int[8];
        int count = 0;
        int gapAt = -1;
        if (text.startsWith("::")) {
            gapAt = 0;
            at = 2;
        }
        while (at < text.length()) {
            if (count > 0 && count != gapAt) {
                if (text.charAt(at) != ':') {
                    return Optional.empty();
                }
                at++;
                if (at < text.length() && text.charAt(at) == ':') {
                    if (gapAt >= 0) {
                        return Optional.empty();
                    }
                    gapAt = count;
                    at++;
                    continue;
                }
            }
            if (count == 8) {
                return Optional.empty();
            }
            if (text.indexOf('.', at) >= 0 && text.indexOf(':', at) < 0) {
                long ipv4 = count <= 6 ? readIpv4() : -1;
                if (ipv4 < 0) {
                    return Optional.empty();
                }
                groups[count++] = (int) (ipv4 >>> 16);
                groups[count++] = (int) ipv4 & 0xffff;
            } else {
                int group = readGroup();
                if (group < 0) {
                    return Optional.empty();
                }
                groups[count++] = group;
            }
        }
        return gapAt < 0
                ? Optional.ofNullable(count == 8 ? join(groups) : null)
                : Optional.ofNullable(count < 8 ? join(spread(groups, count, gapAt)) : null);
    }

    /** Moves the groups after the "::" to the end, so that zeros fill the gap. */
    private static int[] spread(int[] groups, int count, int gapAt) {
        int[] spread = new int[8];
        System.arraycopy(groups, 0, spread, 0, gapAt);
        System.arraycopy(groups, gapAt, spread, 8 - (count - gapAt), count - gapAt);
        return spread;
    }

    private static IpAddress join(int[] groups) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < 4; i++) {
            high = high << 16 | groups[i];
            low = low << 16 | groups[i + 4];
        }
        return new IpAddress(high, low);
    }

    /** One to four hex digits; -1 when there are none. */
    private int readGroup() {
        int value = 0;
        int start = at;
        while (at < text.length() && at - start < 4) {
            int digit = hexDigit(text.charAt(at));
            if (digit < 0) {
                break;
            }
            value = value << 4 | digit;
            at++;
        }
        return at == start ? -1 : value;
    }

    /** ASCII only: Character.digit would also accept the digits of other scripts. */
    private static int hexDigit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int letter = c | 0x20;
        return letter >= 'a' && letter <= 'f' && c < 0x80 ? letter - 'a' + 10 : -1;
    }

    /** Four octets up to the end of the text; -1 when it is anything else. */
    private long readIpv4() {
        long bits = 0;
        for (int octets = 0; octets < 4; octets++) {
            if (octets > 0 && (at >= text.length() || text.charAt(at++) != '.')) {
                return -1;
            }
            int octet = readOctet();
            if (octet < 0) {
                return -1;
            }
            bits = bits << 8 | octet;
        }
        return at == text.length() ? bits : -1;
    }

    /** 0 to 255 without a leading zero, which some parsers read as octal; -1 otherwise. */
    private int readOctet() {
        int value = 0;
        int start = at;
        while (at < text.length() && at - start < 3 && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            value = value * 10 + text.charAt(at) - '0';
            at++;
        }
        boolean leadingZero = at - start > 1 && text.charAt(start) == '0';
        return at == start || leadingZero || value > 255 ? -1 : value;
    }
}
