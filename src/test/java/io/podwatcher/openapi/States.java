package io.podwatcher.openapi;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.Fault;
import io.podwatcher.apiserver.Kind;
import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.authorize.AllowedClients;
import io.podwatcher.authorize.PeerCheck;
import io.podwatcher.authorize.TrustedProxies;
import io.podwatcher.cache.CacheVerticle;
import io.podwatcher.cache.WaitLimits;
import io.podwatcher.http.AnswerOptions;
import io.podwatcher.http.FakeSigner;
import io.podwatcher.http.HttpLimits;
import io.podwatcher.http.HttpServerPolicy;
import io.podwatcher.http.HttpVerticle;
import io.podwatcher.http.events.EventLimits;
import io.podwatcher.http.token.TokenOptions;
import io.podwatcher.http.ui.Page;
import io.podwatcher.integration.service.RunningService;
import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.Drain;
import io.podwatcher.messages.Messages;
import io.podwatcher.model.Identity;
import io.podwatcher.model.PeerList;
import io.podwatcher.token.TestKey;
import io.podwatcher.watch.api.ClusterAccess;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The service in each of the states in which it answers differently. */
final class States implements AutoCloseable {

    /** Owns the addresses 127.0.0.2 and fd00:42::2, in namespace shop. */
    static final String CART = "127.0.0.2";

    /** An address of a pod that is being deleted. */
    static final String LEAVING = "127.0.0.6";

    /** Claimed by three pods, of which one is terminating. */
    static final String TWO = "127.0.0.7";

    /** An address of a pod with more labels than are served. */
    static final String LARGE = "127.0.0.9";

    /** An address of a node. */
    static final String NODE = "127.0.0.5";

    static final String NOBODY = "127.0.0.4";

    /** A trusted proxy. */
    static final String PROXY = "127.0.0.16";

    /** A proxy that is trusted by its identity, and is being deleted. */
    static final String LEAVING_PROXY = "127.0.0.17";

    /** Owned by a pod that may not read the map. */
    static final String OTHER = "127.0.0.3";

    private static final String ALLOWED = "namespace:shop";

    private final ApiServer cluster = new ApiServer().start();
    private final ApiServer forbidding = new ApiServer().start();
    private final Vertx withoutCache = Vertx.vertx();
    private final Vertx aboutToStop = Vertx.vertx();
    private final RunningService usual;
    private final RunningService stale;
    private final RunningService audit;
    private final RunningService notSynced;
    private final HttpVerticle alone;
    private final HttpVerticle draining;

    /**
     * @param folder for files that they need
     */
    States(Path folder) throws Exception {
        cluster.put(ApiPod.running("shop", "cart", "uid-cart", CART, "fd00:42::2"));
        cluster.put(ApiPod.running("shop", "leaving", "uid-leaving", LEAVING).beingDeleted());
        cluster.put(ApiPod.running("media", "player", "uid-player", OTHER));
        cluster.put(
                ApiPod.running("ingress", "caddy", "uid-caddy", LEAVING_PROXY).beingDeleted());
        cluster.put(ApiPod.running("shop", "agent", "uid-agent", NODE).onHostNetwork());
        cluster.put(ApiPod.running("shop", "one", "uid-one", TWO));
        cluster.put(ApiPod.running("shop", "two", "uid-two", TWO));
        cluster.put(ApiPod.running("shop", "three", "uid-three", TWO).beingDeleted());
        cluster.put(ApiPod.running("shop", "large", "uid-large", LARGE)
                .withLabels(Map.of("app", "large", "large", "x".repeat(10_000))));
        forbidding.faults().always(Kind.LIST, Fault.status(403, "pods is forbidden: no access"));
        String key = "TOKEN_KEY_FILE=" + TestKey.write(folder.resolve("key.pem"), List.of(TestKey.create()));
        usual = RunningService.start(
                access(cluster), "TRUSTED_PROXIES=namespace:ingress," + PROXY, "ALLOWED_CLIENTS=" + ALLOWED, key);
        stale = RunningService.start(access(cluster), "AUTHORIZE_MAX_AGE=1s", "UI=off", key);
        audit = RunningService.start(access(cluster), "AUTHORIZE_MODE=audit", "FISSION=on", "UI=off");
        notSynced = RunningService.start(access(forbidding), "ALLOWED_CLIENTS=" + ALLOWED, key);
        alone = http(withoutCache);
        draining = http(aboutToStop);
        get(aboutToStop.deployVerticle(new CacheVerticle(
                "00000000", ip -> true, WaitLimits.of(1000), false, System::nanoTime, new SimpleMeterRegistry())));
        aboutToStop.eventBus().publish(BusAddresses.DRAIN, new Drain(), BusAddresses.LOCAL);
        await().until(() -> usual.status("/ready") == 200 && stale.status("/ready") == 200);
        await().until(() -> usual.text("/load").contains("lookups_per_second"));
        await().until(() -> notSynced.text("/ready").contains("last_error"));
        cluster.strikeOpenWatches(Fault.error(410, "too old resource version"));
        await().until(() -> usual.text("/ready").contains("restarts"));
        await().until(() -> usual.status("/ready") == 200);
    }

    private static ClusterAccess access(ApiServer server) {
        return new ClusterAccess(server.config(), "test");
    }

    /** An HTTP verticle without a cache. */
    private HttpVerticle http(Vertx vertx) throws Exception {
        HttpVerticle verticle = new HttpVerticle(
                HttpServerPolicy.options("127.0.0.1", 0),
                new AnswerOptions(
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(3),
                        180,
                        false,
                        TrustedProxies.NONE,
                        AllowedClients.only(new PeerCheck(PeerList.of(Identity.parse(ALLOWED)), 180)),
                        false,
                        Optional.of(new TokenOptions(Optional.of("http://pod-watcher"), System::nanoTime)),
                        Optional.of(HistoryStates.OPTIONS),
                        Optional.of(Page.read()),
                        HttpVerticle.contract()),
                HttpLimits.usual(8, 1000, EventLimits.of(1000, 64 << 20)),
                new SimpleMeterRegistry());
        Messages.register(vertx);
        new FakeSigner(vertx).listen();
        get(vertx.deployVerticle(verticle));
        return verticle;
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    /** Sends one to a service that denies nothing and watches triggers, which its API server does not have. */
    Question audit(String target) {
        return question("audit", audit.port(), target);
    }

    /** Sends a request to the healthy service. */
    Question usual(String target) {
        return question("synced", usual.port(), target);
    }

    /** Sends one to a service whose map is older than {@code /authorize} permits, and that has no page. */
    Question stale(String target) {
        return question("stale, UI=off", stale.port(), target);
    }

    /** Sends one to a service that may not list pods. */
    Question notSynced(String target) {
        return question("not synced", notSynced.port(), target);
    }

    /** Sends one to a service whose cache does not answer. */
    Question alone(String target) {
        return question("without a cache", alone.port(), target);
    }

    /** Sends one to a service that is about to stop. */
    Question draining(String target) {
        return question("draining", draining.port(), target);
    }

    void addVisitor() {
        cluster.put(ApiPod.running("shop", "visitor", "uid-visitor", "127.0.0.8"));
    }

    void removeVisitor() {
        cluster.delete("shop", "visitor");
    }

    /** Until all that has been decided is recorded; a batch is sent a second after its first decision. */
    void awaitDecisions() {
        await().until(() -> usual.text("/decisions").contains("\"note\""));
        await().until(() -> audit.text("/decisions").contains("would_deny"));
    }

    void awaitStale() {
        await().until(() -> stale.status("/authorize?namespace=shop") == 403
                && stale.text("/authorize?namespace=shop").contains("\"stale\""));
    }

    private static Question question(String state, int port, String target) {
        return new Question(state, port, "127.0.0.1", "GET", target, Map.of());
    }

    @Override
    public void close() throws Exception {
        usual.close();
        stale.close();
        audit.close();
        notSynced.close();
        get(withoutCache.close());
        get(aboutToStop.close());
        cluster.close();
        forbidding.close();
    }
}
