package io.podwatcher.http.events;

import java.util.zip.CRC32;

/**
 * The CRC-32 of a stream that is made of parts: known from those of the parts, without reading them again. A CRC is a polynomial
 * over GF(2), the highest power in the lowest bit; what is followed by n bytes counts as if multiplied by x to the power 8n.
 */
final class Crc {

    private static final int POLYNOMIAL = 0xedb88320;
    private static final int ONE = 0x8000_0000;
    private static final int X_TO_THE_8 = ONE >>> 8;

    private Crc() {}

    static int of(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /** What a CRC has to be multiplied with when so many bytes follow. */
    static int followedBy(int bytes) {
        int power = ONE;
        int square = X_TO_THE_8;
        for (int rest = bytes; rest > 0; rest >>>= 1) {
            power = (rest & 1) == 0 ? power : multiply(power, square);
            square = multiply(square, square);
        }
        return power;
    }

    /** The product of two polynomials, modulo that of the CRC. */
    static int multiply(int a, int b) {
        int product = 0;
        int shifted = b;
        for (int bit = ONE; bit != 0; bit >>>= 1) {
            product ^= (a & bit) == 0 ? 0 : shifted;
            shifted = (shifted & 1) == 0 ? shifted >>> 1 : shifted >>> 1 ^ POLYNOMIAL;
        }
        return product;
    }
}
