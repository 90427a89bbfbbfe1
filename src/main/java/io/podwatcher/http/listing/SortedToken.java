package io.podwatcher.http.listing;

import io.podwatcher.model.IpAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Encodes where a sorted listing continues: the order and a position in it, valid for all replicas and across restarts.
 * Opaque to clients, and different from a {@link ContinueToken}. Any thread.
 */
final class SortedToken {

    private static final byte VERSION = 2;
    private static final int BYTES_BEFORE_VALUE = 3 + 2 * Long.BYTES;

    private SortedToken() {}

    static String after(PodOrder order, PodOrder.SortCursor cursor) {
        byte[] value = cursor.value().getBytes(StandardCharsets.UTF_8);
        byte[] bytes = ByteBuffer.allocate(BYTES_BEFORE_VALUE + value.length)
                .put(VERSION)
                .put((byte) order.field().ordinal())
                .put((byte) (order.descending() ? 1 : 0))
                .putLong(cursor.ip().high())
                .putLong(cursor.ip().low())
                .put(value)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The position to continue after; empty if this is not a token of ours for this order. */
    static Optional<PodOrder.SortCursor> read(PodOrder order, String token) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
            if (bytes.remaining() < BYTES_BEFORE_VALUE
                    || bytes.get() != VERSION
                    || bytes.get() != order.field().ordinal()
                    || bytes.get() != (order.descending() ? 1 : 0)) {
                return Optional.empty();
            }
            IpAddress ip = new IpAddress(bytes.getLong(), bytes.getLong());
            String value = StandardCharsets.UTF_8.decode(bytes).toString();
            return order.field() == PodOrder.Field.IP && !value.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new PodOrder.SortCursor(value, ip));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
