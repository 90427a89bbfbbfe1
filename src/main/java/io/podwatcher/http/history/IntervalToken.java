package io.podwatcher.http.history;

import io.podwatcher.messages.history.IntervalsRequest.Cursor;
import io.podwatcher.model.IpAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Encodes where {@code /history} continues: a place in the order of intervals, valid for all replicas that share the
 * database. Opaque to clients, and different from the tokens of {@code /pods}. Any thread.
 */
final class IntervalToken {

    private static final byte VERSION = 3;
    private static final int BYTES_BEFORE_UID = 1 + 3 * Long.BYTES + Integer.BYTES;

    private IntervalToken() {}

    static String after(Cursor cursor) {
        byte[] uid = cursor.uid().getBytes(StandardCharsets.UTF_8);
        byte[] bytes = ByteBuffer.allocate(BYTES_BEFORE_UID + uid.length)
                .put(VERSION)
                .putLong(cursor.from().getEpochSecond())
                .putInt(cursor.from().getNano())
                .putLong(cursor.ip().high())
                .putLong(cursor.ip().low())
                .put(uid)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The place to continue after; empty if this is not a token of ours. */
    static Optional<Cursor> read(String token) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
            if (bytes.remaining() < BYTES_BEFORE_UID || bytes.get() != VERSION) {
                return Optional.empty();
            }
            Instant from = Instant.ofEpochSecond(bytes.getLong(), bytes.getInt());
            IpAddress ip = new IpAddress(bytes.getLong(), bytes.getLong());
            String uid = StandardCharsets.UTF_8.decode(bytes).toString();
            Cursor cursor = new Cursor(from, ip, uid);
            // Only what we write: other bytes may be a time or a text that a database does not know.
            return Rfc3339.parse(from.toString()).isPresent()
                            && uid.chars().noneMatch(Character::isISOControl)
                            && after(cursor).equals(token)
                    ? Optional.of(cursor)
                    : Optional.empty();
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
