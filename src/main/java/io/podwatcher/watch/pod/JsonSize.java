package io.podwatcher.watch.pod;

/** Computes how many bytes of UTF-8 Jackson will write. Any thread. */
final class JsonSize {

    private static final int NULL = 4;
    private static final int MAX_INT = 11;

    private JsonSize() {}

    /** A name, its value and the comma after it; the value may be null. */
    static int property(String name, String value) {
        return text(name) + 1 + (value == null ? NULL : text(value)) + 1;
    }

    /** The maximum for a number. */
    static int property(String name, Integer value) {
        return text(name) + 1 + (value == null ? NULL : MAX_INT) + 1;
    }

    /**
     * An object with these properties and the comma after it, as an item of an array; the last property has no comma.
     */
    static int object(int properties) {
        return properties + 2;
    }

    /** A string with its quotes and escapes. */
    static int text(String text) {
        int bytes = 2;
        for (int i = 0; i < text.length(); i++) {
            bytes += character(text.charAt(i));
        }
        return bytes;
    }

    private static int character(char c) {
        if (c >= 0x80) {
            // Both halves of a surrogate pair together have four bytes.
            return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return switch (c) {
            case '"', '\\', '\b', '\t', '\n', '\f', '\r' -> 2;
            default -> c < 0x20 ? 6 : 1;
        };
    }
}
