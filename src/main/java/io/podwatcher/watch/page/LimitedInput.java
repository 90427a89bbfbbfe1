package io.podwatcher.watch.page;

import io.podwatcher.watch.page.UnreadableListException.Defect;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes of a page and fails if one object is too large. One thread. */
final class LimitedInput extends FilterInputStream {

    private long count;
    private long limit = PageReader.MAX_ITEM_BYTES;

    LimitedInput(InputStream in) {
        super(in);
    }

    /** The number of bytes read. */
    long count() {
        return count;
    }

    /** Starts the next object: allows another {@link PageReader#MAX_ITEM_BYTES} from here. */
    void nextItem() {
        limit = count + PageReader.MAX_ITEM_BYTES;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        return next < 0 ? next : (int) counted(next, 1);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        return read < 0 ? read : (int) counted(read, read);
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = super.skip(bytes);
        return counted(skipped, skipped);
    }

    private long counted(long result, long bytes) throws UnreadableListException {
        count += bytes;
        if (count > limit) {
            throw tooLarge();
        }
        return result;
    }

    static UnreadableListException tooLarge() {
        return new UnreadableListException(
                Defect.TOO_LARGE,
                "the API server sends an object of more than " + PageReader.MAX_ITEM_BYTES / (1024 * 1024) + " MiB");
    }
}
