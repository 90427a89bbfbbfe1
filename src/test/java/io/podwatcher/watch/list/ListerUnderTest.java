package io.podwatcher.watch.list;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.vertx5.Vertx5HttpClientFactory;
import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.watch.api.ListFailure;
import io.podwatcher.watch.api.WatchScope;
import io.podwatcher.watch.page.JsonPageReader;
import io.podwatcher.watch.page.ProtobufPageReader;
import io.podwatcher.watch.page.ResourceSerialization;
import io.podwatcher.watch.pod.PodResource;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A lister on a worker of its own, and a sink that keeps what it is given. */
final class ListerUnderTest implements ResourceLister.Sink<PodResource>, AutoCloseable {

    final List<String> names = new CopyOnWriteArrayList<>();
    final List<Integer> batches = new CopyOnWriteArrayList<>();
    final AtomicInteger received = new AtomicInteger();
    final List<String> threads = new CopyOnWriteArrayList<>();
    final ResourceLister<PodResource> lister;
    final ExecutorService worker = Executors.newSingleThreadExecutor(task -> new Thread(task, "the worker"));

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final KubernetesClient client;
    private volatile Optional<String> version = Optional.empty();
    private volatile Optional<ListFailure> failure = Optional.empty();
    private volatile Runnable onPods = () -> {};

    /** Waits longer than by default for an answer: the machine that runs the tests may be busy. */
    ListerUnderTest(ApiServer server) {
        this(new ConfigBuilder(server.config()).withRequestTimeout(60_000).build());
    }

    ListerUnderTest(Config config) {
        this(config, WatchScope.ofPods(Optional.empty(), Optional.empty(), Optional.empty()));
    }

    ListerUnderTest(Config config, WatchScope scope) {
        Config oneAttempt =
                new ConfigBuilder(config).withRequestRetryBackoffLimit(0).build();
        client = new KubernetesClientBuilder()
                .withConfig(oneAttempt)
                .withHttpClientFactory(new Vertx5HttpClientFactory(vertx))
                .build();
        lister = new ResourceLister<>(
                client.getHttpClient(),
                oneAttempt,
                PodResource.KIND,
                scope,
                new JsonPageReader<>(new ResourceSerialization<>(PodResource.KIND).items(), "PodList"),
                Optional.of(new ProtobufPageReader()),
                worker);
    }

    ResourceLister.ListRequest list() {
        names.clear();
        version = Optional.empty();
        failure = Optional.empty();
        return lister.list(this);
    }

    /** Runs on the worker with each batch. */
    void onPods(Runnable action) {
        onPods = action;
    }

    Optional<String> version() {
        return version;
    }

    Optional<ListFailure> failure() {
        return failure;
    }

    boolean hasEnded() {
        return version.isPresent() || failure.isPresent();
    }

    @Override
    public void received() {
        threads.add(Thread.currentThread().getName());
        received.incrementAndGet();
    }

    @Override
    public void items(List<PodResource> pods) {
        threads.add(Thread.currentThread().getName());
        batches.add(pods.size());
        pods.forEach(pod -> names.add(pod.getMetadata().getName()));
        onPods.run();
    }

    @Override
    public void complete(String resourceVersion) {
        threads.add(Thread.currentThread().getName());
        version = Optional.of(resourceVersion);
    }

    @Override
    public void failed(ListFailure reason) {
        threads.add(Thread.currentThread().getName());
        failure = Optional.of(reason);
    }

    @Override
    public void close() {
        lister.close();
        worker.shutdownNow();
        client.close();
        vertx.close().await();
    }
}
