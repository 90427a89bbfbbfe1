package io.podwatcher.cache;

import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.cache.index.AnswerBudget;
import io.podwatcher.cache.index.OwnerListener;
import io.podwatcher.cache.index.PodIndex;
import io.podwatcher.cache.index.Relist;
import io.podwatcher.log.RateLimit;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.Drain;
import io.podwatcher.messages.history.ConfirmedRequest;
import io.podwatcher.messages.history.UnownedReply;
import io.podwatcher.messages.history.UnownedRequest;
import io.podwatcher.messages.lookup.LookupReply;
import io.podwatcher.messages.lookup.LookupRequest;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.messages.lookup.VersionWait;
import io.podwatcher.messages.lookup.Wait;
import io.podwatcher.messages.lookup.WaitCancelled;
import io.podwatcher.messages.lookup.WaitRequest;
import io.podwatcher.messages.map.ChangesRequest;
import io.podwatcher.messages.map.PageReply;
import io.podwatcher.messages.map.PageRequest;
import io.podwatcher.messages.map.StatusReply;
import io.podwatcher.messages.map.StatusRequest;
import io.podwatcher.messages.watch.PodChange;
import io.podwatcher.messages.watch.PodsChanged;
import io.podwatcher.messages.watch.WatchAge;
import io.podwatcher.messages.watch.WatchReport;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.MapVersion;
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

/** Owns the map. Handles all changes and requests, which arrive over the bus, one after another on one event loop. */
public final class CacheVerticle extends VerticleBase {

    private static final Logger log = LoggerFactory.getLogger(CacheVerticle.class);

    private static final int NOT_APPLIED = 1;
    private static final int NOT_ANSWERED = 2;

    private final PodIndex index;
    private final AnswerBudget budget;
    private final EventLag lag;
    private final boolean history;
    private final ChangeReader reader;
    private final WaitLimits waitLimits;

    private final Freshness freshness;
    private final RateLimit errors;
    private Optional<OwnersFeed> feed = Optional.empty();
    private MapWriter writer;
    private WaitingLookups waiting;
    private WatchReport watch = WatchReport.INITIAL;

    /**
     * @param content identifies what maps hold at a version: 8 hexadecimal digits
     * @param kept which addresses may be in the map (CLUSTER_CIDR)
     * @param waitLimits how many lookups may wait for their IP
     * @param history whether changed owners are reported to the history verticle
     * @param nanoTime the clock of the watch's reports; {@link System#nanoTime()} outside tests
     * @param registry the registry for its meters
     */
    public CacheVerticle(
            String content,
            Predicate<IpAddress> kept,
            WaitLimits waitLimits,
            boolean history,
            LongSupplier nanoTime,
            MeterRegistry registry) {
        this.budget = new AnswerBudget(AnswerBudget.ofHeap(Runtime.getRuntime().maxMemory()), registry);
        this.lag = new EventLag(nanoTime, registry);
        this.history = history;
        ChangeLog changeLog = new ChangeLog();
        this.index = new PodIndex(kept, budget, listener(changeLog));
        this.freshness = new Freshness(nanoTime);
        this.reader = new ChangeReader(index, changeLog, content);
        this.waitLimits = waitLimits;
        this.errors = new RateLimit(nanoTime, 5);
    }

    private OwnerListener listener(ChangeLog changeLog) {
        return new OwnerListener() {
            @Override
            public void answerChanged(IpAddress ip) {
                changeLog.add(ip);
            }

            @Override
            public void ownerChanged(IpAddress ip, LookupResult now) {
                feed.ifPresent(owners -> owners.add(ip, now));
            }
        };
    }

    @Override
    public Future<?> start() {
        feed = history ? Optional.of(new OwnersFeed(vertx.eventBus())) : Optional.empty();
        writer = new MapWriter(index, new Relist(index::pod, budget), freshness, lag, this::wake, feed);
        waiting = new WaitingLookups(vertx, waitLimits, this::answerWaiting);
        return consume().compose(all -> feed.map(this::consume).orElse(Future.succeededFuture()));
    }

    private Future<?> consume() {
        return Future.all(List.of(
                on(BusAddresses.PODS_CHANGED, this::podsChanged),
                on(BusAddresses.WATCH_REPORT, this::report),
                on(BusAddresses.LOOKUP, answered(this::lookup)),
                on(BusAddresses.WAIT, answered(this::await)),
                on(BusAddresses.WAIT_VERSION, answered(this::awaitVersion)),
                on(BusAddresses.WAIT_CANCELLED, (Message<WaitCancelled> message) -> waiting.cancel(message.body())),
                on(BusAddresses.PAGE, answered(this::page)),
                on(BusAddresses.CHANGES, answered(this::changes)),
                on(BusAddresses.STATUS, answered(this::status)),
                on(BusAddresses.DRAIN, (Message<Drain> message) -> waiting.close())));
    }

    private Future<?> consume(OwnersFeed owners) {
        return Future.all(
                on(
                        BusAddresses.OWNERS_CONFIRMED,
                        (Message<ConfirmedRequest> message) -> message.reply(
                                owners.confirmed(freshness.isSynced(), freshness.confirmedAt()), BusAddresses.LOCAL)),
                on(
                        BusAddresses.UNOWNED,
                        answered((Message<UnownedRequest> message) ->
                                message.reply(new UnownedReply(index.unowned()), BusAddresses.LOCAL))));
    }

    private <T> Future<Void> on(String address, Handler<Message<T>> handler) {
        return vertx.eventBus().localConsumer(address, handler).completion();
    }

    /** Replies with a failure when a handler throws: otherwise all lookups of a batch would wait for their timeout. */
    private <T> Handler<Message<T>> answered(Handler<Message<T>> handler) {
        return message -> {
            try {
                handler.handle(message);
            } catch (RuntimeException failure) {
                errors.report(
                        1, times -> log.error("A request to the cache failed{}", RateLimit.leftOut(times), failure));
                message.fail(NOT_ANSWERED, failure.toString());
            }
        };
    }

    private void podsChanged(Message<PodsChanged> message) {
        try {
            writer.apply(message.body());
        } catch (RuntimeException failure) {
            // The watch must relist, or the map would stay wrong.
            freshness.missed();
            reader.forgetVersions();
            errors.report(
                    1, times -> log.error("A batch of changes cannot be applied{}", RateLimit.leftOut(times), failure));
            message.fail(NOT_APPLIED, failure.toString());
            return;
        }
        switch (message.body().part()) {
            case GAP -> reader.forgetVersions();
            case LIST_END -> reader.listed(freshness.version());
            default -> {}
        }
        reached(freshness.version());
        message.reply(null, BusAddresses.LOCAL);
    }

    private void reached(MapVersion version) {
        reader.reached(version);
        waiting.reached(version);
    }

    /** Called when a whole batch has been applied, so that no answer is given from a half-changed map. */
    private void wake(Collection<PodChange> applied) {
        waiting.wake(applied, ip -> index.lookup(ip) != LookupResult.Refused.NOT_FOUND);
    }

    private void report(Message<WatchReport> message) {
        watch = message.body();
        // Sent from the same thread as the changes, so it is never older than what has been applied.
        watch.confirmedAt().ifPresent(freshness::confirmed);
        freshness.reached(watch.version());
        reached(freshness.version());
    }

    private void lookup(Message<LookupRequest> message) {
        List<IpAddress> ips = message.body().ips();
        List<LookupResult> lookups = new ArrayList<>(ips.size());
        for (IpAddress ip : ips) {
            lookups.add(result(ip));
        }
        message.reply(new LookupReply(lookups, freshness.age()), BusAddresses.LOCAL);
    }

    private LookupResult result(IpAddress ip) {
        return freshness.isSynced() ? index.lookup(ip) : LookupResult.Refused.NOT_SYNCED;
    }

    private void await(Message<WaitRequest> message) {
        if (result(message.body().ip()) == LookupResult.Refused.NOT_FOUND) {
            waiting.add(message);
        } else {
            answerWaiting(message);
        }
    }

    private void awaitVersion(Message<VersionWait> message) {
        if (freshness.version().reaches(message.body().version())) {
            answerWaiting(message);
        } else {
            waiting.add(message);
        }
    }

    private void answerWaiting(Message<? extends Wait> message) {
        List<LookupResult> lookups =
                message.body() instanceof WaitRequest request ? List.of(result(request.ip())) : List.of();
        message.reply(new LookupReply(lookups, freshness.age()), BusAddresses.LOCAL);
    }

    private void page(Message<PageRequest> message) {
        PageReply reply = freshness.isSynced()
                ? MapPages.page(index, message.body(), freshness.age())
                : new PageReply(List.of(), Optional.empty(), false, WatchAge.NONE);
        message.reply(reply, BusAddresses.LOCAL);
    }

    private void changes(Message<ChangesRequest> message) {
        message.reply(
                freshness.isSynced() ? reader.read(message.body(), freshness.age()) : reader.notSynced(),
                BusAddresses.LOCAL);
    }

    private void status(Message<StatusRequest> message) {
        message.reply(
                new StatusReply(
                        freshness.isSynced(), index.size(), freshness.age(), waiting.size(), waiting.refused(), watch),
                BusAddresses.LOCAL);
    }

    /** Answers all waiting lookups first. */
    @Override
    public Future<?> stop() {
        waiting.close();
        return Future.succeededFuture();
    }
}
