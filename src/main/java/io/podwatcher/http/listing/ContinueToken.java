package io.podwatcher.http.listing;

import io.podwatcher.model.IpAddress;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/**
 * Encodes where a listing continues: opaque to clients, and valid for all replicas and across restarts because the
 * order of the map depends on the addresses alone. Any thread.
 */
final class ContinueToken {

    private static final byte VERSION = 1;
    private static final int BYTES = 1 + 2 * Long.BYTES;

    private ContinueToken() {}

    static String after(IpAddress ip) {
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .put(VERSION)
                .putLong(ip.high())
                .putLong(ip.low())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The address to continue after; empty if this is not a token of ours. */
    static Optional<IpAddress> read(String token) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
            return bytes.remaining() == BYTES && bytes.get() == VERSION
                    ? Optional.of(new IpAddress(bytes.getLong(), bytes.getLong()))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
