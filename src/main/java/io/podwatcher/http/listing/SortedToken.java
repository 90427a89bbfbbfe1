package io.podwatcher.http.listing;

import io.podwatcher.model.IpAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a sorted listing goes on, as clients carry it: a place in its order and the order itself, which depend on no
 * replica and no process. Opaque to clients, and none of {@link ContinueToken}'s.
 */
final class SortedToken {

    private static final byte VERSION = 2;
    private static final int BYTES_BEFORE_WORD = 3 + 2 * Long.BYTES;

    private SortedToken() {}

    static String behind(PodOrder order, PodOrder.Place place) {
        byte[] word = place.word().getBytes(StandardCharsets.UTF_8);
        byte[] bytes = ByteBuffer.allocate(BYTES_BEFORE_WORD + word.length)
                .put(VERSION)
                .put((byte) order.word().ordinal())
                .put((byte) (order.descending() ? 1 : 0))
                .putLong(place.ip().high())
                .putLong(place.ip().low())
                .put(word)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The place behind which to go on; empty when this is not a token of ours for this order. */
    static Optional<PodOrder.Place> read(PodOrder order, String token) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
            if (bytes.remaining() < BYTES_BEFORE_WORD
                    || bytes.get() != VERSION
                    || bytes.get() != order.word().ordinal()
                    || bytes.get() != (order.descending() ? 1 : 0)) {
                return Optional.empty();
            }
            IpAddress ip = new IpAddress(bytes.getLong(), bytes.getLong());
            String word = StandardCharsets.UTF_8.decode(bytes).toString();
            return order.word() == PodOrder.Word.IP && !word.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new PodOrder.Place(word, ip));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
