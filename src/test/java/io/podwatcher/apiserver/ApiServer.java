package io.podwatcher.apiserver;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.apiserver.pods.BulkPod;
import io.podwatcher.apiserver.pods.ClaimHistory;
import io.podwatcher.apiserver.pods.ClaimState;
import io.podwatcher.apiserver.pods.ObjectKind;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Kubernetes API server that has pods and Fission's kinds, with faults on demand; see the package. Its own methods
 * are about pods. Any thread except the server's own: when a method returns, its effect on the event loop is complete.
 */
public final class ApiServer implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Context context = vertx.getOrCreateContext();
    private final ClaimHistory claims = new ClaimHistory();
    private final ApiResource pods;
    private final ApiResource triggers;
    private final ApiResource functions;
    private final ServiceProxy services = new ServiceProxy(vertx);
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
        pods = resource(ObjectKind.POD, claims, settings);
        triggers = resource(ObjectKind.HTTP_TRIGGER, new ClaimHistory(), settings);
        functions = resource(ObjectKind.FUNCTION, new ClaimHistory(), settings);
    }

    private ApiResource resource(ObjectKind kind, ClaimHistory history, ServerSettings settings) {
        return new ApiResource(vertx, context, kind, history, settings);
    }

    /** Fission's triggers. */
    public ApiResource triggers() {
        return triggers;
    }

    /** Fission's functions. */
    public ApiResource functions() {
        return functions;
    }

    /** Passes on what the proxy of this service is asked, to this port of the machine, as a client with 127.0.0.2. */
    public void addService(String namespace, String name, int port) {
        services.add(namespace, name, port);
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
        HttpServer listening = ApiResource.await(ApiResource.onLoop(
                context,
                () -> vertx.createHttpServer(options)
                        .requestHandler(this::handle)
                        .listen()));
        server = Optional.of(listening);
        port = listening.actualPort();
        return this;
    }

    private void handle(HttpServerRequest request) {
        boolean handled = Stream.of(pods, triggers, functions).anyMatch(resource -> resource.handles(request))
                || services.handles(request);
        if (!handled) {
            request.response().setStatusCode(404).end("404 page not found\n");
        }
    }

    /** Closes all connections and refuses new ones until {@link #start()}. The objects stay, and so do the faults. */
    public synchronized void stop() {
        Stream.of(pods, triggers, functions).forEach(resource -> resource.strikeOpenWatches(Fault.drop()));
        server.ifPresent(listening -> ApiResource.await(listening.close()));
        server = Optional.empty();
    }

    @Override
    public void close() {
        stop();
        ApiResource.await(vertx.close());
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
        return pods.put(pod);
    }

    /** The same with any JSON, for pods that lack something; only its resource version is replaced. */
    public long put(String namespace, String name, String json) {
        return pods.put(namespace, name, json);
    }

    /** Deletes a pod; returns the resource version, or nothing where there is no such pod. */
    public Optional<Long> delete(String namespace, String name) {
        return pods.delete(namespace, name);
    }

    /** Adds so many generated pods to those generated before. */
    public synchronized void fill(int count) {
        for (int end = filled + count; filled < end; filled++) {
            pods.put(new BulkPod(filled));
        }
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
        pods.compact();
    }

    /**
     * Goes back to what held at a resource version that is not compacted, as when etcd is restored from a backup. Open
     * watches continue from where they were, so they are sent nothing until that version is reached again.
     */
    public void restore(long resourceVersion) {
        pods.restore(resourceVersion);
    }

    /** Raises the resource version as when something else than pods has changed. */
    public long advance() {
        return pods.advance();
    }

    /** The last resource version given. */
    public long resourceVersion() {
        return pods.store().resourceVersion();
    }

    /** All pods as they are now. */
    public List<ApiPod> pods() {
        return pods.store().all();
    }

    /** A pod as it is now. */
    public Optional<ApiPod> pod(String namespace, String name) {
        return pods.store().pod(namespace, name);
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
        return pods.sentEvents().oldest(fromNanoTime, toNanoTime);
    }

    /** Sends a bookmark on every open watch that wants them. */
    public void bookmark() {
        pods.bookmark();
    }

    /** The faults for future requests. */
    public Faults faults() {
        return pods.faults();
    }

    /** Applies a fault to all open watches now, whatever its {@code after}. */
    public void strikeOpenWatches(Fault fault) {
        pods.strikeOpenWatches(fault);
    }

    /** How many lists are in progress. */
    public int openLists() {
        return pods.openLists();
    }

    /** How many watches have a connection, dead or alive. */
    public int openWatches() {
        return pods.openWatches();
    }

    /** How many watches have been ended because their client did not read. */
    public int slowWatchersCut() {
        return pods.slowWatchersCut();
    }

    /** The requests that have arrived. */
    public RequestLog requests() {
        return pods.requests();
    }
}
