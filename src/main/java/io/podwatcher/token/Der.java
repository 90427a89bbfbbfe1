package io.podwatcher.token;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Reads the fields of one DER value in their order, as far as keys need it. Every method throws {@link
 * IllegalArgumentException} if the next field is another one. Used for one key.
 */
final class Der {

    static final int SEQUENCE = 0x30;
    static final int OCTETS = 0x04;
    static final int OBJECT_ID = 0x06;
    static final int BITS = 0x03;
    private static final int INTEGER = 0x02;

    /** A context-specific field, such as {@code [1]}, that contains another one. */
    static int explicit(int number) {
        return 0xA0 | number;
    }

    private final byte[] bytes;
    private int position;

    Der(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean hasMore() {
        return position < bytes.length;
    }

    /** Whether the next field has this tag. */
    boolean isNext(int tag) {
        return hasMore() && (bytes[position] & 0xFF) == tag;
    }

    /** The content of the next field. */
    byte[] read(int tag) {
        if (!isNext(tag)) {
            throw new IllegalArgumentException("the DER field at byte " + position + " is not of type " + tag);
        }
        position++;
        int length = length();
        if (length > bytes.length - position) {
            throw new IllegalArgumentException("the DER field ends after its container");
        }
        position += length;
        return Arrays.copyOfRange(bytes, position - length, position);
    }

    /** The fields of the next field. */
    Der enter(int tag) {
        return new Der(read(tag));
    }

    BigInteger integer() {
        return new BigInteger(read(INTEGER));
    }

    /** Keys are short, so a length has two bytes at the most. */
    private int length() {
        int first = next();
        return switch (first) {
            case 0x81 -> next();
            case 0x82 -> next() << 8 | next();
            default -> {
                if (first > 0x7F) {
                    throw new IllegalArgumentException("the DER length is not that of a key");
                }
                yield first;
            }
        };
    }

    private int next() {
        if (!hasMore()) {
            throw new IllegalArgumentException("the DER value ends too early");
        }
        return bytes[position++] & 0xFF;
    }
}
