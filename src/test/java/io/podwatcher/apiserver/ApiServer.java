package io.podwatcher.apiserver;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.apiserver.pods.BulkPod;
import io.podwatcher.apiserver.pods.ClaimHistory;
import io.podwatcher.apiserver.pods.ClaimState;
import io.podwatcher.apiserver.pods.PodStore;
import io.podwatcher.apiserver.pods.RawPod;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A Kubernetes API server that has only pods, with faults on demand; see the package. Any thread except the server's
 * own: when a method returns, its effect on the event loop is complete.
 */
public final class ApiServer implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Context context = vertx.getOrCreateContext();
    private final ClaimHistory claims = new ClaimHistory();
    private final OpenLists lists = new OpenLists();
    private final OpenWatches watches = new OpenWatches();
    private final AtomicBoolean pumpScheduled = new AtomicBoolean();
    private final Faults faults = new Faults();
    private final RequestLog requests = new RequestLog();
    private final SentEvents sentEvents = new SentEvents();
    private final PodStore store;
    private final Endpoint endpoint;
    private final Optional<KeyCertOptions> certificate;
    private Optional<HttpServer> server = Optional.empty();
    private int port;
    private int filled;

    public ApiServer() {
        this(ServerSettings.DEFAULT);
    }

    public ApiServer(ServerSettings settings) {
        this(settings, Optional.empty());
    }

    /** One that speaks TLS, with this certificate. */
    public static ApiServer withTls(KeyCertOptions certificate) {
        return new ApiServer(ServerSettings.DEFAULT, Optional.of(certificate));
    }

    private ApiServer(ServerSettings settings, Optional<KeyCertOptions> certificate) {
        this.certificate = certificate;
        store = new PodStore(claims, settings.historyLimit());
        endpoint = new Endpoint(vertx, store, lists, watches, faults, requests, sentEvents, settings);
        if (!settings.bookmarkEvery().isZero()) {
            vertx.setPeriodic(settings.bookmarkEvery().toMillis(), timer -> watches.forEach(WatchStream::bookmark));
        }
    }

    /** Listens: the first time on a free port, from then on always on the same. */
    public synchronized ApiServer start() {
        // As a real one, which compresses fast rather than well.
        HttpServerOptions options = new HttpServerOptions()
                .setHost(HOST)
                .setPort(port)
                .setCompressionSupported(true)
                .setCompressionLevel(1);
        certificate.ifPresent(tls -> options.setSsl(true).setKeyCertOptions(tls));
        HttpServer listening = await(onLoop(() ->
                vertx.createHttpServer(options).requestHandler(endpoint::handle).listen()));
        server = Optional.of(listening);
        port = listening.actualPort();
        return this;
    }

    /** Closes all connections and refuses new ones until {@link #start()}. The pods stay, and so do the faults. */
    public synchronized void stop() {
        onWatches(watch -> watch.strike(Fault.drop()), () -> {});
        server.ifPresent(listening -> await(listening.close()));
        server = Optional.empty();
    }

    @Override
    public void close() {
        stop();
        await(vertx.close());
    }

    /** Where it listens, or did before it was stopped. */
    public synchronized String url() {
        return (certificate.isPresent() ? "https://" : "http://") + HOST + ":" + port;
    }

    /** A configuration for a fabric8 client that refers to this server and nothing else on this machine. */
    public Config config() {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(url())
                .withTrustCerts(true)
                .build();
    }

    /** Adds a pod or changes the one of that name; returns the resource version. */
    public long put(ApiPod pod) {
        return changed(store.put(pod));
    }

    /** The same with any JSON, for pods that lack something; only its resource version is replaced. */
    public long put(String namespace, String name, String json) {
        return changed(store.put(RawPod.parse(namespace, name, json)));
    }

    /** Deletes a pod; returns the resource version, or nothing where there is no such pod. */
    public Optional<Long> delete(String namespace, String name) {
        Optional<Long> resourceVersion = store.delete(namespace, name);
        resourceVersion.ifPresent(this::changed);
        return resourceVersion;
    }

    /** Adds so many generated pods to those generated before. */
    public synchronized void fill(int count) {
        long last = store.resourceVersion();
        for (int end = filled + count; filled < end; filled++) {
            last = store.put(new BulkPod(filled));
        }
        changed(last);
    }

    /** The generated pod of a number, counted from 0. */
    public static ApiPod generated(int index) {
        return new BulkPod(index).pod();
    }

    /**
     * Compacts all history: new watches and pages of lists from earlier versions get a 410. Open watches are first sent
     * the events that they lack, as far as they read.
     */
    public void compact() {
        onWatches(WatchStream::pump, () -> store.compact(store.resourceVersion()));
    }

    /**
     * Goes back to what held at a resource version that is not compacted, as when etcd is restored from a backup. Open
     * watches continue from where they were, so they are sent nothing until that version is reached again.
     */
    public void restore(long resourceVersion) {
        onWatches(WatchStream::pump, () -> store.restore(resourceVersion));
    }

    /** Raises the resource version as when something else than pods has changed. */
    public long advance() {
        return store.advance();
    }

    /** The last resource version given. */
    public long resourceVersion() {
        return store.resourceVersion();
    }

    /** All pods as they are now. */
    public List<ApiPod> pods() {
        return store.all();
    }

    /** A pod as it is now. */
    public Optional<ApiPod> pod(String namespace, String name) {
        return store.pod(namespace, name);
    }

    /** Who ever claimed an address, from the state before anyone did; the last is the state now. */
    public List<ClaimState> claims(String ip) {
        return claims.of(ip);
    }

    /**
     * Those of {@link #claims} of which each held at some moment of a span of {@link System#nanoTime()}, ends included.
     */
    public List<ClaimState> claimsBetween(String ip, long fromNanoTime, long toNanoTime) {
        return claims.between(ip, fromNanoTime, toNanoTime);
    }

    /**
     * When the oldest event sent to watchers in a span of {@link System#nanoTime()} happened, or the start of the span
     * if that is earlier: a reopened watch is sent earlier events, and clients may rely on them.
     */
    public long oldestSent(long fromNanoTime, long toNanoTime) {
        return sentEvents.oldest(fromNanoTime, toNanoTime);
    }

    /** Sends a bookmark on every open watch that wants them. */
    public void bookmark() {
        onWatches(WatchStream::bookmark, () -> {});
    }

    /** The faults for future requests. */
    public Faults faults() {
        return faults;
    }

    /** Applies a fault to all open watches now, whatever its {@code after}. */
    public void strikeOpenWatches(Fault fault) {
        onWatches(watch -> watch.strike(fault), () -> {});
    }

    /** How many lists are in progress. */
    public int openLists() {
        return lists.count();
    }

    /** How many watches have a connection, dead or alive. */
    public int openWatches() {
        return watches.count();
    }

    /** How many watches have been ended because their client did not read. */
    public int slowWatchersCut() {
        return watches.cuts();
    }

    /** The requests that have arrived. */
    public RequestLog requests() {
        return requests;
    }

    private long changed(long resourceVersion) {
        if (pumpScheduled.compareAndSet(false, true)) {
            context.runOnContext(turn -> {
                pumpScheduled.set(false);
                watches.forEach(WatchStream::pump);
            });
        }
        return resourceVersion;
    }

    private void onWatches(Consumer<WatchStream> action, Runnable then) {
        await(onLoop(() -> {
            watches.forEach(action);
            then.run();
            return Future.succeededFuture();
        }));
    }

    private <T> Future<T> onLoop(Supplier<Future<T>> action) {
        return Future.future(promise -> context.runOnContext(
                turn -> Future.succeededFuture().compose(unused -> action.get()).onComplete(promise)));
    }

    private static <T> T await(Future<T> future) {
        CompletableFuture<T> done = future.toCompletionStage().toCompletableFuture();
        return done.orTimeout(30, TimeUnit.SECONDS).join();
    }
}
