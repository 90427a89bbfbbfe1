package io.podwatcher.watch.page;

import com.google.protobuf.CodedInputStream;
import io.podwatcher.watch.page.UnreadableListException.Defect;
import java.io.IOException;

/**
 * Reads the fields of a protobuf message, one after another: {@link #begin}, {@link #next} until it is 0, {@link #end}.
 * Fields that are not read must be {@linkplain #skip skipped}, which takes no memory. One thread.
 */
final class ProtobufMessage {

    /** Wire type of a number. A tag is a field's number shifted by 3, combined with the wire type. */
    static final int VARINT = 0;

    /** Wire type of length-delimited fields: a string, a message, an entry of a map. */
    static final int BYTES = 2;

    private final CodedInputStream in;

    ProtobufMessage(CodedInputStream in) {
        this.in = in;
    }

    /** Enters the message whose tag has just been read; returns the argument for {@link #end}. */
    int begin() throws IOException {
        return in.pushLimit(in.readRawVarint32());
    }

    /** The same for a message whose parent's length is not bounded. */
    int beginBounded() throws IOException {
        int length = in.readRawVarint32();
        if (length > PageReader.MAX_ITEM_BYTES) {
            throw LimitedInput.tooLarge();
        }
        return in.pushLimit(length);
    }

    /** The number of bytes left in the message. */
    int bytesLeft() {
        return in.getBytesUntilLimit();
    }

    /** The tag of the next field; 0 at the end of the message. */
    int next() throws IOException {
        return in.readTag();
    }

    /**
     * Leaves the message. The library takes the end of the stream for the end of a message, so this checks which it
     * was.
     */
    void end(int outer) throws IOException {
        if (in.getBytesUntilLimit() != 0) {
            throw cutShort(null);
        }
        in.popLimit(outer);
    }

    /** Skips a field. The library refuses the end of a group that has not started. */
    void skip(int tag) throws IOException {
        in.skipField(tag);
    }

    /** A string field. Go writes the empty string for one that is not set. */
    String string() throws IOException {
        return in.readString();
    }

    /** A string field that JSON omits if it is empty: null then. */
    String stringOrNull() throws IOException {
        String text = in.readString();
        return text.isEmpty() ? null : text;
    }

    /** The last value of one string field, skipping all others of the message; null if it is missing. */
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
        return new UnreadableListException(Defect.CUT_SHORT, "the API server's list breaks off before its end", cause);
    }
}
