package io.podwatcher.http.events.frame;

import io.podwatcher.http.connection.SharedBuffer;
import io.podwatcher.http.events.cursor.EventId;
import io.podwatcher.http.events.cursor.SnapshotProgress;
import io.podwatcher.http.events.cursor.StreamStart;
import io.podwatcher.http.events.gzip.Checksum;
import io.podwatcher.http.events.gzip.GzipEncoder;
import io.podwatcher.messages.map.PageReply;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.MapVersion;
import io.podwatcher.model.Pod;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Encodes the map and its changes as frames of about {@value Frame#TARGET_BYTES} bytes of text, and counts the bytes of
 * all frames that are not freed yet. The caller releases each frame. On the event loop of its hub; only the count is
 * read by other threads.
 */
public final class FrameEncoder implements AutoCloseable {

    private final SeenVersion seen = new SeenVersion();
    private final SseText text = new SseText();
    private final GzipEncoder gzip = new GzipEncoder();
    private final AtomicLong heldBytes = new AtomicLong();

    /** The first frame of every stream, so that its client sees at once that it is accepted. */
    public Frame opening(Topic topic) {
        text.retry();
        return frame(topic, topic.gzip() ? GzipEncoder.header() : new byte[0], Optional.empty(), OptionalLong.empty());
    }

    /** The live position has moved to a map of this version; each call is of a later state of the map. */
    public void follow(MapVersion version) {
        seen.follow(version);
    }

    /** Something of a map of this version has been sent. */
    public void sent(MapVersion version) {
        seen.add(version);
    }

    /** A frame with this bookmark only. */
    public Frame bookmark(Topic topic, Bookmark bookmark) {
        text.bookmark(bookmark, seen.version());
        return changes(topic, bookmark.position());
    }

    /**
     * The changes as subscribers of this topic see them.
     *
     * @param bookmark written after them, if one is due
     */
    public List<Frame> changes(Topic topic, ChangeBatch batch, Optional<Bookmark> bookmark) {
        List<Frame> frames = new ArrayList<>();
        seen.add(batch.version());
        for (ChangeBatch.IpChange change : batch.changes()) {
            Optional<Pod> owner = change.owner(topic.filter());
            EventId id = batch.id(change, seen.version());
            if (owner.isPresent()) {
                text.pod(change.ip(), owner.get(), id);
            } else {
                text.deleted(change.ip(), id);
            }
            if (text.isFull()) {
                frames.add(changes(topic, change.position()));
            }
        }
        bookmark.ifPresent(due -> text.bookmark(due, seen.version()));
        if (!text.isEmpty()) {
            frames.add(changes(topic, batch.last()));
        }
        return frames;
    }

    /**
     * One page of a snapshot. There is at least one frame, because even a page of which the filter selects nothing
     * moves the cursor.
     *
     * @param from the progress before the page
     */
    public List<Frame> snapshot(Topic topic, SnapshotProgress from, PageReply page) {
        seen.add(page.age().version());
        List<Frame> frames = new ArrayList<>();
        Optional<StreamStart> reason = from.reason();
        Iterator<PageReply.OwnedIp> entries = page.entries().iterator();
        while (entries.hasNext()) {
            IpAddress last = part(reason, entries);
            reason = Optional.empty();
            frames.add(snapshot(
                    topic,
                    entries.hasNext()
                            ? Optional.of(SnapshotProgress.after(last))
                            : page.next().map(SnapshotProgress::after)));
        }
        if (frames.isEmpty()) {
            frames.add(emptyPage(topic, from, page.next()));
        }
        return frames;
    }

    private Frame emptyPage(Topic topic, SnapshotProgress from, Optional<IpAddress> next) {
        // For an empty map the client receives an empty snapshot.
        if (next.isEmpty() && from.reason().isPresent()) {
            text.beginSnapshot(from.reason().get());
            text.endSnapshot();
        }
        return snapshot(topic, next.map(ip -> new SnapshotProgress(from.reason(), next)));
    }

    /** Writes as many entries as a frame holds, at least one; returns the IP of the last. */
    private IpAddress part(Optional<StreamStart> reason, Iterator<PageReply.OwnedIp> entries) {
        reason.ifPresentOrElse(text::beginSnapshot, text::continueSnapshot);
        IpAddress last;
        do {
            PageReply.OwnedIp entry = entries.next();
            text.entry(entry.ip(), entry.owner());
            last = entry.ip();
        } while (entries.hasNext() && !text.isFull());
        text.endSnapshot();
        return last;
    }

    private Frame changes(Topic topic, long position) {
        return frame(topic, new byte[0], Optional.empty(), OptionalLong.of(position));
    }

    private Frame snapshot(Topic topic, Optional<SnapshotProgress> progress) {
        return frame(topic, new byte[0], progress, OptionalLong.empty());
    }

    private Frame frame(Topic topic, byte[] header, Optional<SnapshotProgress> progress, OptionalLong position) {
        int changes = text.changes();
        byte[] taken = text.take();
        boolean compress = topic.gzip() && taken.length > 0;
        SharedBuffer bytes = hold(join(header, compress ? gzip.part(taken) : taken));
        return new Frame(bytes, changes, compress ? Checksum.of(taken) : Checksum.EMPTY, progress, position);
    }

    private SharedBuffer hold(byte[] bytes) {
        heldBytes.addAndGet(bytes.length);
        return SharedBuffer.copyOf(bytes, () -> heldBytes.addAndGet(-bytes.length));
    }

    private static byte[] join(byte[] header, byte[] body) {
        if (header.length == 0) {
            return body;
        }
        byte[] joined = new byte[header.length + body.length];
        System.arraycopy(header, 0, joined, 0, header.length);
        System.arraycopy(body, 0, joined, header.length, body.length);
        return joined;
    }

    /** How many encoded bytes have not been sent to all receivers yet. */
    public long heldBytes() {
        return heldBytes.get();
    }

    /** Frees the memory of the compression; nothing can be encoded after this. */
    @Override
    public void close() {
        gzip.close();
    }
}
