package io.podwatcher.cache;

import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.messages.recording.ConfirmedReply;
import io.podwatcher.messages.recording.OwnersChanged;
import io.podwatcher.messages.recording.OwnersChanged.Change;
import io.podwatcher.messages.watch.PodsChanged.Part;
import io.podwatcher.model.IpAddress;
import io.vertx.core.eventbus.EventBus;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends each change of an owner to the history verticle, in order. If one cannot be sent, none is sent any more until
 * the history verticle has asked and so knows that it must read the map again. On the cache verticle's loop.
 */
final class OwnersFeed {

    /** The maximum number of changes that the history verticle has not received yet. */
    static final int MAX_UNDER_WAY = 65_536;

    private final EventBus bus;
    private List<Change> changes = new ArrayList<>();
    private int underWay;
    private boolean lost;

    OwnersFeed(EventBus bus) {
        this.bus = bus;
    }

    /** An owner has changed, by a batch that is being applied. */
    void add(IpAddress ip, LookupResult now) {
        changes.add(new Change(ip, now));
    }

    /** Part of the first list has been applied: until it is complete there is nothing to report. */
    void discard() {
        changes.clear();
    }

    /**
     * A batch has been applied.
     *
     * @param confirmedBefore when the map was last confirmed without the batch
     * @param readAt when the batch had been read
     */
    void applied(Part part, long confirmedBefore, long readAt) {
        boolean listed = part == Part.LIST_END;
        if (changes.isEmpty() && !listed) {
            return;
        }
        List<Change> batch = changes;
        changes = new ArrayList<>();
        lost = lost || underWay > 0 && underWay + batch.size() > MAX_UNDER_WAY;
        if (!lost) {
            send(new OwnersChanged(batch, confirmedBefore, readAt, listed));
        }
    }

    private void send(OwnersChanged message) {
        int size = Math.max(1, message.changes().size());
        underWay += size;
        bus.request(BusAddresses.OWNERS_CHANGED, message, BusAddresses.LOCAL).onComplete(received -> {
            underWay -= size;
            lost = lost || received.failed();
        });
    }

    ConfirmedReply confirmed(boolean synced, long confirmedAt) {
        ConfirmedReply reply = new ConfirmedReply(synced, confirmedAt, lost);
        lost = false;
        return reply;
    }
}
