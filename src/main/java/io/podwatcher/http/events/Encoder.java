package io.podwatcher.http.events;

import io.podwatcher.messages.PageReply;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.Pod;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Writes events of the map into chunks of about {@value EventText#CHUNK} bytes, which their taker has to release. On the event
 * loop of its feed.
 */
final class Encoder {

    private final EventText text;
    private final Chunks chunks;

    /**
     * @param instance which map it tells of
     */
    Encoder(String instance, Chunks chunks) {
        this.text = new EventText(instance);
        this.chunks = chunks;
    }

    /** What every stream begins with. */
    Chunk first(Audience audience) {
        return chunks.first(text.retry(), audience.gzip());
    }

    /** Says that all up to here has been told. */
    Chunk bookmark(Audience audience, Front front) {
        return chunks.make(
                text.bookmark(front.position(), front.ownedIps(), front.age().seconds()), audience.gzip());
    }

    /**
     * The changes as this audience is told them.
     *
     * @param bookmark said behind them, if it is time to
     */
    List<Told> changes(Audience audience, Batch batch, Optional<Front> bookmark) {
        List<Told> told = new ArrayList<>();
        for (Batch.Entry entry : batch.entries()) {
            IpAddress ip = entry.change().ip();
            long position = entry.change().position();
            Optional<Pod> owner = entry.owner(audience.filter());
            if (owner.isPresent()) {
                text.pod(ip, owner.get(), position);
            } else {
                text.deleted(ip, position);
            }
            if (text.isFull()) {
                told.add(new Told(chunks.make(text, audience.gzip()), position));
            }
        }
        bookmark.ifPresent(front ->
                text.bookmark(batch.last(), front.ownedIps(), front.age().seconds()));
        if (!text.isEmpty()) {
            told.add(new Told(chunks.make(text, audience.gzip()), batch.last()));
        }
        return told;
    }

    /**
     * One page of all pods.
     *
     * @param from where the page begins
     */
    List<Listed> list(Audience audience, Listing from, PageReply page) {
        List<Listed> listed = new ArrayList<>();
        Optional<Beginning> why = from.why();
        Iterator<PageReply.Entry> entries = page.entries().iterator();
        while (entries.hasNext()) {
            IpAddress last = snapshot(why, entries);
            why = Optional.empty();
            listed.add(new Listed(
                    Optional.of(chunks.make(text, audience.gzip())), Optional.of(new Listing(why, Optional.of(last)))));
        }
        Optional<Beginning> untold = why;
        Optional<Chunk> empty = Optional.empty();
        if (page.next().isEmpty() && untold.isPresent()) {
            text.firstSnapshot(untold.get()).endSnapshot();
            empty = Optional.of(chunks.make(text, audience.gzip()));
        }
        listed.add(new Listed(empty, page.next().map(next -> new Listing(untold, Optional.of(next)))));
        return listed;
    }

    /** Writes as many entries as a chunk holds, at least one; the IP of the last. */
    private IpAddress snapshot(Optional<Beginning> why, Iterator<PageReply.Entry> entries) {
        why.ifPresentOrElse(text::firstSnapshot, text::nextSnapshot);
        IpAddress last;
        do {
            PageReply.Entry entry = entries.next();
            text.entry(entry.ip(), entry.owner());
            last = entry.ip();
        } while (entries.hasNext() && !text.isFull());
        text.endSnapshot();
        return last;
    }
}
