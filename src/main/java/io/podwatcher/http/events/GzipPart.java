package io.podwatcher.http.events;

/**
 * What the end of a compressed stream has to know of one part of it.
 *
 * @param length how long it is uncompressed
 * @param crc its CRC-32
 * @param shift what the CRC of all before it has to be multiplied with
 */
record GzipPart(int length, int crc, int shift) {

    /** Of a stream that is not compressed. */
    static final GzipPart PLAIN = new GzipPart(0, 0, 0);

    static GzipPart of(byte[] text) {
        return new GzipPart(text.length, Crc.of(text), Crc.followedBy(text.length));
    }
}
