package io.podwatcher.cache;

import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.log.RateLimit;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.Drain;
import io.podwatcher.messages.lookup.LookupReply;
import io.podwatcher.messages.lookup.LookupRequest;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.messages.lookup.WaitCancelled;
import io.podwatcher.messages.lookup.WaitRequest;
import io.podwatcher.messages.map.ChangesRequest;
import io.podwatcher.messages.map.PageReply;
import io.podwatcher.messages.map.PageRequest;
import io.podwatcher.messages.map.StatusReply;
import io.podwatcher.messages.map.StatusRequest;
import io.podwatcher.messages.watch.PodChange;
import io.podwatcher.messages.watch.PodsChanged;
import io.podwatcher.messages.watch.PodsChanged.Part;
import io.podwatcher.messages.watch.WatchAge;
import io.podwatcher.messages.watch.WatchReport;
import io.podwatcher.model.IpAddress;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Owns the map: all changes and all questions come here over the bus, one after another, on one event loop. */
public final class CacheVerticle extends VerticleBase {

    private static final Logger log = LoggerFactory.getLogger(CacheVerticle.class);

    private static final int CANNOT_APPLY = 1;
    private static final int CANNOT_ANSWER = 2;

    private final EventLag lag;
    private final PodIndex index;
    private final ChangeReader changes;
    private final LongSupplier nanoTime;
    private final WaitLimits waitLimits;

    private final Relist relist;
    private final Freshness freshness;
    private final RateLimit errors;
    private WaitingLookups waiting;
    private WatchReport watch = WatchReport.NOTHING_YET;

    /**
     * @param kept which addresses may be in the map (CLUSTER_CIDR)
     * @param waitLimits how many lookups may wait for their IP
     * @param nanoTime the clock that the watch's reports go by: {@link System#nanoTime()} outside tests
     * @param registry the registry for its meters
     */
    public CacheVerticle(
            Predicate<IpAddress> kept, WaitLimits waitLimits, LongSupplier nanoTime, MeterRegistry registry) {
        this(kept, AnswerBudget.ofHeap(Runtime.getRuntime().maxMemory()), waitLimits, nanoTime, registry);
    }

    /** For tests: with another limit in bytes for the answers of all pods. */
    CacheVerticle(
            Predicate<IpAddress> kept,
            long answerBytes,
            WaitLimits waitLimits,
            LongSupplier nanoTime,
            MeterRegistry registry) {
        this.lag = new EventLag(registry);
        AnswerBudget budget = new AnswerBudget(answerBytes, registry);
        ChangeLog changeLog = new ChangeLog();
        this.index = new PodIndex(kept, budget, changeLog::add);
        this.relist = new Relist(index::pod, budget);
        this.changes = new ChangeReader(index, changeLog);
        this.waitLimits = waitLimits;
        this.nanoTime = nanoTime;
        this.freshness = new Freshness(nanoTime);
        this.errors = new RateLimit(nanoTime, 5);
    }

    @Override
    public Future<?> start() {
        waiting = new WaitingLookups(vertx, waitLimits, this::answerWaiting);
        return Future.all(List.of(
                on(BusAddresses.PODS_CHANGED, this::change),
                on(BusAddresses.WATCH_REPORT, this::report),
                on(BusAddresses.LOOKUP, answered(this::lookup)),
                on(BusAddresses.WAIT, answered(this::await)),
                on(BusAddresses.WAIT_CANCELLED, (Message<WaitCancelled> message) -> waiting.cancel(message.body())),
                on(BusAddresses.PAGE, answered(this::page)),
                on(BusAddresses.CHANGES, answered(this::changes)),
                on(BusAddresses.STATUS, answered(this::status)),
                on(BusAddresses.DRAIN, (Message<Drain> message) -> waiting.close())));
    }

    private <T> Future<Void> on(String address, Handler<Message<T>> handler) {
        return vertx.eventBus().localConsumer(address, handler).completion();
    }

    /** A question that fails is refused at once: all lookups of a batch would otherwise wait for their timeout. */
    private <T> Handler<Message<T>> answered(Handler<Message<T>> handler) {
        return message -> {
            try {
                handler.handle(message);
            } catch (RuntimeException failure) {
                errors.report(1, times -> log.error("A question cannot be answered{}", RateLimit.leftOut(times), failure));
                message.fail(CANNOT_ANSWER, failure.toString());
            }
        };
    }

    private void change(Message<PodsChanged> message) {
        try {
            take(message.body());
        } catch (RuntimeException failure) {
            // The watch has to know, or the map would be wrong for good.
            freshness.missed();
            errors.report(
                    1, times -> log.error("A batch of changes cannot be applied{}", RateLimit.leftOut(times), failure));
            message.fail(CANNOT_APPLY, failure.toString());
            return;
        }
        message.reply(null, BusAddresses.LOCAL);
    }

    private void take(PodsChanged changed) {
        if (changed.part() == Part.GAP) {
            relist.gap();
            return;
        }
        if (changed.part() != Part.WATCH && (freshness.isSynced() || relist.isWhole())) {
            relist.add(changed.changes());
        } else {
            apply(changed.changes());
        }
        if (changed.part() == Part.LIST_END) {
            // One turn of this loop: nobody sees the map between the first change and the last.
            boolean everything = relist.isWhole();
            apply(relist.end(index.uids()));
            freshness.listed(everything);
        }
        changed.confirmedAt().ifPresent(freshness::confirmed);
        if (changed.part() == Part.WATCH) {
            lag.was(nanoTime.getAsLong() - changed.readAt());
        }
    }

    private void apply(Collection<PodChange> changes) {
        for (PodChange change : changes) {
            log.debug("{}", change);
            if (change instanceof PodChange.Present present) {
                index.put(present.pod());
            } else if (change instanceof PodChange.Gone gone) {
                index.remove(gone.uid());
            }
        }
        // Only now, so that no answer comes from a map that is half changed.
        if (waiting.size() > 0) {
            for (PodChange change : changes) {
                if (change instanceof PodChange.Present present) {
                    present.pod().ips().forEach(this::come);
                }
            }
        }
    }

    private void come(IpAddress ip) {
        if (index.lookup(ip) != LookupResult.Refused.NOT_FOUND) {
            waiting.come(ip);
        }
    }

    private void report(Message<WatchReport> message) {
        watch = message.body();
        // Sent from the same thread as the changes, so it never is older than what has been applied.
        watch.confirmedAt().ifPresent(freshness::confirmed);
    }

    private void lookup(Message<LookupRequest> message) {
        List<IpAddress> ips = message.body().ips();
        List<LookupResult> lookups = new ArrayList<>(ips.size());
        for (IpAddress ip : ips) {
            lookups.add(say(ip));
        }
        message.reply(new LookupReply(lookups, freshness.age()), BusAddresses.LOCAL);
    }

    private LookupResult say(IpAddress ip) {
        return freshness.isSynced() ? index.lookup(ip) : LookupResult.Refused.NOT_SYNCED;
    }

    private void await(Message<WaitRequest> message) {
        if (say(message.body().ip()) == LookupResult.Refused.NOT_FOUND) {
            waiting.add(message);
        } else {
            answerWaiting(message);
        }
    }

    private void answerWaiting(Message<WaitRequest> message) {
        message.reply(new LookupReply(List.of(say(message.body().ip())), freshness.age()), BusAddresses.LOCAL);
    }

    private void page(Message<PageRequest> message) {
        PageReply reply = freshness.isSynced()
                ? MapPages.page(index, message.body(), freshness.age())
                : new PageReply(List.of(), Optional.empty(), false, WatchAge.NONE);
        message.reply(reply, BusAddresses.LOCAL);
    }

    private void changes(Message<ChangesRequest> message) {
        message.reply(
                freshness.isSynced() ? changes.read(message.body(), freshness.age()) : changes.notSynced(),
                BusAddresses.LOCAL);
    }

    private void status(Message<StatusRequest> message) {
        message.reply(
                new StatusReply(
                        freshness.isSynced(), index.size(), freshness.age(), waiting.size(), waiting.refused(), watch),
                BusAddresses.LOCAL);
    }

    /** Leaves nobody without an answer. */
    @Override
    public Future<?> stop() {
        waiting.close();
        return Future.succeededFuture();
    }
}
