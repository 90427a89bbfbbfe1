package io.podwatcher.cache;

import io.podwatcher.address.IpAddress;
import io.podwatcher.messages.Addresses;
import io.podwatcher.messages.Lookup;
import io.podwatcher.messages.LookupReply;
import io.podwatcher.messages.LookupRequest;
import io.podwatcher.messages.PageReply;
import io.podwatcher.messages.PageRequest;
import io.podwatcher.messages.PodChange;
import io.podwatcher.messages.PodsChanged;
import io.podwatcher.messages.PodsChanged.Part;
import io.podwatcher.messages.StatusReply;
import io.podwatcher.messages.StatusRequest;
import io.podwatcher.messages.WatchReport;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Owns the map: all changes and all questions come here over the bus, one after another, on one event loop. */
public final class CacheVerticle extends VerticleBase {

    private static final Logger log = LoggerFactory.getLogger(CacheVerticle.class);

    /** Keeps a page well under a millisecond, so that a listing never holds up the lookups. */
    private static final int PAGE = 256;

    private final PodIndex index;
    private final LongSupplier nanoTime;
    private final List<PodChange> relist = new ArrayList<>();
    private boolean synced;
    private long confirmedAt;
    private WatchReport watch = WatchReport.NOTHING_YET;

    /**
     * @param kept which addresses may be in the map (CLUSTER_CIDR)
     * @param nanoTime the clock that the watch's reports go by: {@link System#nanoTime()} outside tests
     */
    public CacheVerticle(Predicate<IpAddress> kept, LongSupplier nanoTime) {
        this.index = new PodIndex(kept);
        this.nanoTime = nanoTime;
    }

    @Override
    public Future<?> start() {
        EventBus bus = vertx.eventBus();
        return Future.all(
                bus.<PodsChanged>localConsumer(Addresses.PODS_CHANGED, this::change)
                        .completion(),
                bus.<WatchReport>localConsumer(Addresses.WATCH_REPORT, message -> report(message.body()))
                        .completion(),
                bus.<LookupRequest>localConsumer(Addresses.LOOKUP, this::lookup).completion(),
                bus.<PageRequest>localConsumer(Addresses.PAGE, this::page).completion(),
                bus.<StatusRequest>localConsumer(Addresses.STATUS, this::status).completion());
    }

    private void change(Message<PodsChanged> message) {
        PodsChanged changed = message.body();
        if (synced && changed.part() != Part.WATCH) {
            relist.addAll(changed.changes());
        } else {
            apply(changed.changes());
        }
        if (changed.part() == Part.LIST_END) {
            // One turn of this loop: nobody sees the map between the first change and the last.
            apply(relist);
            relist.clear();
            synced = true;
        }
        if (changed.part() != Part.LIST) {
            confirmedAt = changed.confirmedAt();
        }
        message.reply(null, Addresses.LOCAL);
    }

    private void report(WatchReport report) {
        watch = report;
        // Sent from the same thread as the changes, so it never is older than what has been applied.
        report.confirmedAt().ifPresent(at -> confirmedAt = at);
    }

    private void apply(List<PodChange> changes) {
        for (PodChange change : changes) {
            log.debug("{}", change);
            if (change instanceof PodChange.Present present) {
                index.put(present.pod());
            } else if (change instanceof PodChange.Gone gone) {
                index.remove(gone.uid());
            }
        }
    }

    private void lookup(Message<LookupRequest> message) {
        List<IpAddress> ips = message.body().ips();
        List<Lookup> lookups = new ArrayList<>(ips.size());
        for (IpAddress ip : ips) {
            lookups.add(synced ? index.lookup(ip) : Lookup.Refused.NOT_SYNCED);
        }
        message.reply(new LookupReply(lookups, age()), Addresses.LOCAL);
    }

    private void page(Message<PageRequest> message) {
        PageRequest request = message.body();
        List<PageReply.Entry> entries = new ArrayList<>(PAGE);
        boolean more = synced
                && index.page(
                        request.namespace().orElse(null),
                        request.after().orElse(null),
                        PAGE,
                        (ip, owner) -> entries.add(new PageReply.Entry(ip, owner)));
        message.reply(new PageReply(entries, more, synced, age()), Addresses.LOCAL);
    }

    private void status(Message<StatusRequest> message) {
        message.reply(new StatusReply(synced, index.ownedIps(), age(), watch), Addresses.LOCAL);
    }

    private long age() {
        return synced ? TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong() - confirmedAt) : 0;
    }
}
