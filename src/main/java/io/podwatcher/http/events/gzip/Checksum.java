package io.podwatcher.http.events.gzip;

import java.util.zip.CRC32;

/**
 * The length and CRC-32 of some text, for the trailer of a gzip member. Immutable; any thread.
 *
 * <p>The checksums of consecutive parts are combined without reading the parts again, as zlib's {@code crc32_combine}
 * does. A CRC is a polynomial over GF(2) with the highest power in the lowest bit; n bytes after a text multiply its
 * CRC by x to the power 8n.
 *
 * @param length how many bytes the text has, modulo 2^32
 * @param crc the CRC-32 of the text
 * @param shift the factor for the CRC of a text before this one
 */
public record Checksum(int length, int crc, int shift) {

    private static final int POLYNOMIAL = 0xedb88320;
    private static final int ONE = 0x8000_0000;
    private static final int X_TO_THE_8 = ONE >>> 8;

    /** The checksum of the empty text. */
    public static final Checksum EMPTY = new Checksum(0, 0, ONE);

    public static Checksum of(byte[] text) {
        CRC32 crc = new CRC32();
        crc.update(text);
        return new Checksum(text.length, (int) crc.getValue(), xToThe8Times(text.length));
    }

    /** The checksum of this text followed by the next one. */
    public Checksum then(Checksum next) {
        return next.length == 0
                ? this
                : new Checksum(length + next.length, multiply(crc, next.shift) ^ next.crc, multiply(shift, next.shift));
    }

    private static int xToThe8Times(int bytes) {
        int power = ONE;
        int square = X_TO_THE_8;
        for (int rest = bytes; rest > 0; rest >>>= 1) {
            power = (rest & 1) == 0 ? power : multiply(power, square);
            square = multiply(square, square);
        }
        return power;
    }

    /** Multiplies two polynomials modulo that of the CRC. */
    private static int multiply(int a, int b) {
        int product = 0;
        int shifted = b;
        for (int bit = ONE; bit != 0; bit >>>= 1) {
            product ^= (a & bit) == 0 ? 0 : shifted;
            shifted = (shifted & 1) == 0 ? shifted >>> 1 : shifted >>> 1 ^ POLYNOMIAL;
        }
        return product;
    }
}
