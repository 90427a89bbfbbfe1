package io.podwatcher.cache;

import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.cache.index.AnswerBudget;
import io.podwatcher.cache.index.OwnerListener;
import io.podwatcher.cache.index.PodIndex;
import io.podwatcher.cache.index.Relist;
import io.podwatcher.log.RateLimit;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.Drain;
import io.podwatcher.messages.lookup.LookupRequest;
import io.podwatcher.messages.lookup.LookupResult;
import io.podwatcher.messages.lookup.WaitCancelled;
import io.podwatcher.messages.map.StatusReply;
import io.podwatcher.messages.map.StatusRequest;
import io.podwatcher.messages.recording.ConfirmedRequest;
import io.podwatcher.messages.recording.UnownedRequest;
import io.podwatcher.messages.watch.PodsChanged;
import io.podwatcher.messages.watch.WatchReport;
import io.podwatcher.model.IpAddress;
import io.podwatcher.model.MapVersion;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
    private final ChangeReader changes;
    private final MapReader map;
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
        this.changes = new ChangeReader(index, changeLog, content);
        this.map = new MapReader(index, freshness, changes);
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
        waiting = new WaitingLookups(vertx, waitLimits, map);
        writer = new MapWriter(index, new Relist(index::pod, budget), freshness, lag, waiting::wake, feed);
        return consume().compose(all -> feed.map(this::consume).orElse(Future.succeededFuture()));
    }

    private Future<?> consume() {
        return Future.all(List.of(
                on(BusAddresses.PODS_CHANGED, this::podsChanged),
                on(BusAddresses.WATCH_REPORT, this::report),
                on(BusAddresses.LOOKUP, answered((LookupRequest request) -> map.lookupAll(request.ips()))),
                on(BusAddresses.WAIT, guarded(waiting::await)),
                on(BusAddresses.WAIT_VERSION, guarded(waiting::await)),
                on(BusAddresses.WAIT_CANCELLED, (Message<WaitCancelled> message) -> waiting.cancel(message.body())),
                on(BusAddresses.PAGE, answered(map::page)),
                on(BusAddresses.CHANGES, answered(map::changes)),
                on(BusAddresses.STATUS, answered(this::status)),
                on(BusAddresses.DRAIN, (Message<Drain> message) -> waiting.close())));
    }

    private Future<?> consume(OwnersFeed owners) {
        return Future.all(
                on(
                        BusAddresses.OWNERS_CONFIRMED,
                        answered((ConfirmedRequest request) ->
                                owners.confirmed(freshness.isSynced(), freshness.confirmedAt()))),
                on(BusAddresses.UNOWNED, answered((UnownedRequest request) -> map.unowned())));
    }

    private <T> Future<Void> on(String address, Handler<Message<T>> handler) {
        return vertx.eventBus().localConsumer(address, handler).completion();
    }

    private <T> Handler<Message<T>> answered(Function<T, Object> answer) {
        return guarded(message -> message.reply(answer.apply(message.body()), BusAddresses.LOCAL));
    }

    /** Replies with a failure when a handler throws: otherwise all lookups of a batch would wait for their timeout. */
    private <T> Handler<Message<T>> guarded(Handler<Message<T>> handler) {
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
            changes.forgetVersions();
            errors.report(
                    1, times -> log.error("A batch of changes cannot be applied{}", RateLimit.leftOut(times), failure));
            message.fail(NOT_APPLIED, failure.toString());
            return;
        }
        switch (message.body().part()) {
            case GAP -> changes.forgetVersions();
            case LIST_END -> changes.listed(freshness.version());
            default -> {}
        }
        reached(freshness.version());
        message.reply(null, BusAddresses.LOCAL);
    }

    private void reached(MapVersion version) {
        changes.reached(version);
        waiting.reached(version);
    }

    private void report(Message<WatchReport> message) {
        watch = message.body();
        // Sent from the same thread as the changes, so it is never older than what has been applied.
        watch.confirmedAt().ifPresent(freshness::confirmed);
        freshness.reached(watch.version());
        reached(freshness.version());
    }

    private StatusReply status(StatusRequest request) {
        return new StatusReply(
                freshness.isSynced(), index.size(), freshness.age(), waiting.size(), waiting.refused(), watch);
    }

    /** Answers all waiting lookups first. */
    @Override
    public Future<?> stop() {
        waiting.close();
        return Future.succeededFuture();
    }
}
