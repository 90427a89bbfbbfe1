package io.podwatcher.http.listing;

import io.podwatcher.model.IpAddress;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a listing goes on, as clients carry it: opaque to them, and the same for all replicas and across restarts
 * because the order of the map depends on the addresses alone.
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

    /** The address behind which to go on; empty when this is not a token of ours. */
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
