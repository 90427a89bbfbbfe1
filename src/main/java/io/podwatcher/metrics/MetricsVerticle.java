package io.podwatcher.metrics;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.netty4.NettyAllocatorMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.CacheClient;
import io.podwatcher.messages.map.LoadReply;
import io.podwatcher.messages.map.LoadRequest;
import io.podwatcher.messages.map.ScrapeReply;
import io.podwatcher.messages.map.ScrapeRequest;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Answers scrapes, and samples the load of the last minutes. A worker verticle, because writing some hundred metrics
 * takes milliseconds.
 */
public final class MetricsVerticle extends VerticleBase {

    /** Prometheus itself waits for ten seconds; the other metrics are worth having without the cache's. */
    private static final Duration CACHE_TIMEOUT = Duration.ofSeconds(1);

    private final PrometheusMeterRegistry registry;
    private final LongSupplier nanoTime;
    private final Clock clock;
    private final List<AutoCloseable> closeables = new ArrayList<>();

    /**
     * @param registry the registry of all meters; closed with this verticle
     */
    public MetricsVerticle(PrometheusMeterRegistry registry) {
        this(registry, System::nanoTime, Clock.systemUTC());
    }

    /** For tests: with other clocks. */
    MetricsVerticle(PrometheusMeterRegistry registry, LongSupplier nanoTime, Clock clock) {
        this.registry = registry;
        this.nanoTime = nanoTime;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        Conventions conventions = new Conventions();
        registry.config().meterFilter(conventions);
        bind(conventions);
        bind(new ResidentMemory(ResidentMemory.OF_THIS_PROCESS));
        bind(new ClassLoaderMetrics());
        bind(new JvmMemoryMetrics());
        bind(new JvmThreadMetrics());
        bind(new ProcessorMetrics());
        bind(new UptimeMetrics());
        bind(new FileDescriptorMetrics());
        if (ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider allocator) {
            bind(new NettyAllocatorMetrics(allocator));
        }
        JvmGcMetrics gc = new JvmGcMetrics();
        closeables.add(gc);
        bind(gc);
        StatusMeters status = new StatusMeters(registry);
        CacheClient cache = CacheClient.overBus(vertx.eventBus(), CACHE_TIMEOUT);
        Load load = new Load(registry, nanoTime, clock);
        vertx.setPeriodic(Load.INTERVAL.toMillis(), timer -> load.sample());
        return Future.all(
                vertx.eventBus()
                        .<ScrapeRequest>localConsumer(BusAddresses.SCRAPE, message -> scrape(cache, status, message))
                        .completion(),
                vertx.eventBus()
                        .<LoadRequest>localConsumer(
                                BusAddresses.LOAD,
                                message -> message.reply(new LoadReply(load.json()), BusAddresses.LOCAL))
                        .completion());
    }

    private void bind(MeterBinder binder) {
        binder.bindTo(registry);
    }

    private void scrape(CacheClient cache, StatusMeters status, Message<ScrapeRequest> message) {
        cache.status().map(Optional::of).otherwise(Optional.empty()).onSuccess(now -> {
            status.set(now);
            message.reply(new ScrapeReply(Buffer.buffer(registry.scrape())), BusAddresses.LOCAL);
        });
    }

    @Override
    public Future<?> stop() throws Exception {
        for (AutoCloseable closeable : closeables) {
            closeable.close();
        }
        registry.close();
        return Future.succeededFuture();
    }
}
