package io.podwatcher.decisions;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Collects bytes in chunks. One array of all would be copied whenever it grows, and take three times its memory then.
 * One thread.
 */
final class Chunks extends OutputStream {

    static final int CHUNK = 64 << 10;

    private final List<byte[]> full = new ArrayList<>();
    private byte[] last = new byte[CHUNK];
    private int used;

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        int written = 0;
        while (written < length) {
            if (used == CHUNK) {
                full.add(last);
                last = new byte[CHUNK];
                used = 0;
            }
            int part = Math.min(CHUNK - used, length - written);
            System.arraycopy(bytes, from + written, last, used, part);
            used += part;
            written += part;
        }
    }

    /** All bytes written so far; none of the chunks is empty, unless nothing was written. */
    List<byte[]> all() {
        List<byte[]> all = new ArrayList<>(full);
        all.add(Arrays.copyOf(last, used));
        return all;
    }
}
