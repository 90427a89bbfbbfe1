package io.podwatcher.decisions;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.decisions.DecisionBatch;
import io.podwatcher.messages.decisions.DecisionsReply;
import io.podwatcher.messages.decisions.DecisionsRequest;
import io.podwatcher.messages.fission.RoutesChanged;
import io.podwatcher.messages.fission.RoutesState;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Owns the record of all decisions: merges the batches of the HTTP verticles, and encodes the answers. A worker
 * verticle with a thread of its own, because encoding thousands of pairs takes tens of milliseconds.
 */
public final class DecisionsVerticle extends VerticleBase {

    private final boolean audit;
    private final LongSupplier nanoTime;
    private final Clock clock;
    private final DecisionTables tables = new DecisionTables();
    private final Counter leftOut;
    private DecisionsJson json;
    private Optional<RoutesState.Known> routes = Optional.empty();

    /**
     * @param audit whether refused calls are let through (AUTHORIZE_MODE=audit)
     * @param registry the registry for its meters
     */
    public DecisionsVerticle(boolean audit, MeterRegistry registry) {
        this(audit, System::nanoTime, Clock.systemUTC(), registry);
    }

    /** For tests: with other clocks. */
    DecisionsVerticle(boolean audit, LongSupplier nanoTime, Clock clock, MeterRegistry registry) {
        this.audit = audit;
        this.nanoTime = nanoTime;
        this.clock = clock;
        this.leftOut = Counter.builder("pod.watcher.decisions.left.out")
                .description("Decisions that are missing in /decisions because of a bound")
                .register(registry);
    }

    @Override
    public Future<?> start() {
        json = new DecisionsJson(clock.instant(), audit);
        return Future.all(
                vertx.eventBus()
                        .<DecisionBatch>localConsumer(BusAddresses.DECISIONS_MADE, this::record)
                        .completion(),
                vertx.eventBus()
                        .<DecisionsRequest>localConsumer(BusAddresses.DECISIONS, this::answer)
                        .completion(),
                vertx.eventBus()
                        .<RoutesChanged>localConsumer(BusAddresses.ROUTES, message -> routes = known(message))
                        .completion());
    }

    private static Optional<RoutesState.Known> known(Message<RoutesChanged> message) {
        return message.body().state() instanceof RoutesState.Known known ? Optional.of(known) : Optional.empty();
    }

    private void record(Message<DecisionBatch> message) {
        tables.forgetOld(nanoTime.getAsLong());
        long before = tables.leftOut();
        tables.add(message.body());
        leftOut.increment(tables.leftOut() - before);
        message.reply(null, BusAddresses.LOCAL);
    }

    private void answer(Message<DecisionsRequest> message) {
        long now = nanoTime.getAsLong();
        Instant today = clock.instant();
        tables.forgetOld(now);
        KnownTriggers triggers =
                new KnownTriggers(routes.map(known -> known.table().triggers()).orElse(Set.of()));
        List<byte[]> body = json.encode(tables, message.body().limit(), triggers, then -> today.minusNanos(now - then));
        message.reply(new DecisionsReply(body), BusAddresses.LOCAL);
    }
}
