package io.podwatcher.http.listing;

import io.netty.buffer.ByteBuf;
import io.podwatcher.memory.ExitingAllocator;
import io.podwatcher.messages.map.PageReply.OwnedIp;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Encodes the entries of one {@code /pods} answer in chunks. On the event loop of its connection. */
final class EntryChunks {

    /** Large enough to fill network packets, small enough to hold one for each slow client. */
    private static final int MAX_BYTES = 32 * 1024;

    /** The maximum size of an entry without its pod: an IPv6 address of 39 characters, and punctuation. */
    private static final int ENTRY_OVERHEAD = 48;

    private long entries;

    /** The number of entries encoded so far. */
    long entries() {
        return entries;
    }

    /** How many of these entries go into the next chunk: at least one, even if it is larger than a chunk. */
    static int nextChunkEnd(List<OwnedIp> entries) {
        int bytes = 0;
        for (int i = 0; i < entries.size(); i++) {
            bytes += size(entries.get(i));
            if (bytes > MAX_BYTES) {
                return Math.max(1, i);
            }
        }
        return entries.size();
    }

    private static int size(OwnedIp entry) {
        return entry.owner().json().length + ENTRY_OVERHEAD;
    }

    /**
     * Encodes off the heap: a list of all pods would fill the young generation dozens of times a second, and each
     * collection delays lookups.
     *
     * @return the chunk, which the caller releases
     */
    ByteBuf encode(List<OwnedIp> chunk) {
        ByteBuf buffer = ExitingAllocator.INSTANCE.directBuffer(
                chunk.stream().mapToInt(EntryChunks::size).sum());
        for (OwnedIp entry : chunk) {
            buffer.writeCharSequence(entries == 0 ? "\"" : ",\"", StandardCharsets.US_ASCII);
            buffer.writeCharSequence(entry.ip().toString(), StandardCharsets.US_ASCII);
            buffer.writeCharSequence("\":", StandardCharsets.US_ASCII);
            buffer.writeBytes(entry.owner().json());
            entries++;
        }
        return buffer;
    }
}
