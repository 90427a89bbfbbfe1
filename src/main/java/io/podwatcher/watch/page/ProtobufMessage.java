package io.podwatcher.watch.page;

import com.google.protobuf.CodedInputStream;
import io.podwatcher.watch.page.UnreadableListException.Problem;
import java.io.IOException;

/**
 * The fields of a protobuf message, one after another: {@link #begin}, {@link #next} until it is 0, {@link #end}. What
 * is not read must be {@linkplain #skip skipped}, which costs its bytes and no memory. One thread.
 */
final class ProtobufMessage {

    /** Wire type of a number: a tag is a field's number shifted by 3, and this. */
    static final int VARINT = 0;

    /** Wire type of whatever has a length: a string, a message, an entry of a map. */
    static final int BYTES = 2;

    private final CodedInputStream in;

    ProtobufMessage(CodedInputStream in) {
        this.in = in;
    }

    /** Enters the message whose tag has just been read; returns what {@link #end} needs. */
    int begin() throws IOException {
        return in.pushLimit(in.readRawVarint32());
    }

    /** The same for a message that is not part of one whose length is known to be bounded. */
    int beginBounded() throws IOException {
        int length = in.readRawVarint32();
        if (length > PageReader.MAX_POD_BYTES) {
            throw LimitedInput.tooLarge();
        }
        return in.pushLimit(length);
    }

    /** How many bytes of the message are left. */
    int left() {
        return in.getBytesUntilLimit();
    }

    /** The tag of the next field; 0 at the end of the message. */
    int next() throws IOException {
        return in.readTag();
    }

    /**
     * Leaves the message. The library takes the end of the stream for the end of a message, so this looks which it was.
     */
    void end(int outer) throws IOException {
        if (in.getBytesUntilLimit() != 0) {
            throw cutShort(null);
        }
        in.popLimit(outer);
    }

    /** Passes over a field that is not read. The library refuses the end of a group that has not begun. */
    void skip(int tag) throws IOException {
        in.skipField(tag);
    }

    /** A string field, in which Go writes the empty string for one that has not been set: the empty string. */
    String string() throws IOException {
        return in.readString();
    }

    /** A string field that JSON leaves out when it is empty: null then. */
    String stringOrNull() throws IOException {
        String text = in.readString();
        return text.isEmpty() ? null : text;
    }

    /** The last value of one string field, after all others of the message are skipped; null where it is missing. */
    String only(int field) throws IOException {
        String text = null;
        for (int tag = next(); tag != 0; tag = next()) {
            if (tag == field) {
                text = string();
            } else {
                skip(tag);
            }
        }
        return text;
    }

    int int32() throws IOException {
        return in.readInt32();
    }

    long int64() throws IOException {
        return in.readInt64();
    }

    boolean bool() throws IOException {
        return in.readBool();
    }

    static UnreadableListException cutShort(Throwable cause) {
        return new UnreadableListException(Problem.CUT_SHORT, "the API server's list breaks off before its end", cause);
    }
}
