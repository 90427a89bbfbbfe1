package io.podwatcher.watch.list;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Calls a listener after each read. One thread. */
final class NoticedInput extends FilterInputStream {

    private final Runnable received;

    NoticedInput(InputStream in, Runnable received) {
        super(in);
        this.received = received;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        received.run();
        return next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        received.run();
        return read;
    }
}
