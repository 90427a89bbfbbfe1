package io.podwatcher.http.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.Fault;
import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.cache.CacheVerticle;
import io.podwatcher.cache.WaitLimits;
import io.podwatcher.http.HttpLimits;
import io.podwatcher.http.HttpServerPolicy;
import io.podwatcher.http.RawHttp;
import io.podwatcher.http.Service;
import io.podwatcher.messages.Messages;
import io.podwatcher.watch.WatchOptions;
import io.podwatcher.watch.WatchVerticle;
import io.podwatcher.watch.api.ClusterAccess;
import io.podwatcher.watch.api.WatchScope;
import io.podwatcher.watch.lifecycle.Backoff;
import io.podwatcher.watch.resource.WatchTiming;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A client that moves from replica to replica while pods come and go and the replicas lag behind the API server. Repeat
 * with -Dmoves.seed=; for long with -Dmoves=1000.
 */
class MovingClientTest {

    private static final int MOVES = Integer.getInteger("moves", 25);
    private static final int PODS = 12;
    private static final int IPS = 8;

    /** Long intervals between bookmarks: no client waits longer for a replica that lags. */
    private static final EventLimits LIMITS =
            new EventLimits(Duration.ofMillis(2), Duration.ofSeconds(20), Duration.ofSeconds(30), 20, 64 << 20);

    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(5), Duration.ofMillis(50), Duration.ofMillis(20));

    private final long seed = Long.getLong("moves.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final HttpClient http = HttpClient.newHttpClient();
    private final Vertx links = Vertx.vertx();
    private ApiServer server;
    private final List<Replica> replicas = new ArrayList<>();
    private int revision;

    /** One replica, and its way to the API server. */
    private record Replica(Vertx vertx, Vertx api, Service service, LaggingLink link) {

        static Replica start(Vertx links, ApiServer server) {
            Vertx vertx = Vertx.vertx();
            Vertx api = Vertx.vertx();
            MeterRegistry registry = new SimpleMeterRegistry();
            Messages.register(vertx);
            Service.await(vertx.deployVerticle(
                    new CacheVerticle("00000000", ip -> true, WaitLimits.of(1000), false, System::nanoTime, registry)));
            Service service = Service.deploy(
                    vertx,
                    HttpServerPolicy.options("127.0.0.1", 0),
                    HttpLimits.usual(Service.LISTINGS, 1000, LIMITS),
                    registry);
            LaggingLink link = new LaggingLink(links, URI.create(server.url()).getPort());
            ClusterAccess access = new ClusterAccess(
                    new ConfigBuilder(server.config())
                            .withMasterUrl("http://127.0.0.1:" + link.port())
                            .build(),
                    "test");
            WatchScope all = WatchScope.ofPods(Optional.empty(), Optional.empty(), Optional.empty());
            Service.await(api.deployVerticle(
                    new WatchVerticle(
                            vertx,
                            access,
                            new WatchOptions(all, List.of(), new WatchTiming(Duration.ofMinutes(2), BACKOFF)),
                            System::nanoTime,
                            registry),
                    new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER)));
            return new Replica(vertx, api, service, link);
        }

        void close() {
            Service.await(api.close());
            Service.await(vertx.close());
        }
    }

    @BeforeEach
    void start() {
        System.out.println("MovingClientTest: repeat with -Dmoves.seed=" + seed);
        server = new ApiServer().start();
        churn(PODS);
        for (int i = 0; i < 3; i++) {
            replicas.add(Replica.start(links, server));
        }
        replicas.forEach(
                replica -> await().until(() -> replica.service().get("/pods").status() == 200));
    }

    @AfterEach
    void close() {
        replicas.forEach(Replica::close);
        Service.await(links.close());
        server.close();
    }

    /** What happens to the replicas' watches. */
    private enum Breaks {
        /** The API server ends them, and they lag. */
        NONE,
        /** Their connections break, too: they are resumed. */
        CONNECTIONS,
        /** And the API server no longer has the changes since: all pods are listed. */
        HISTORY
    }

    @Test
    void aClientIsSentNoSnapshotWhenItMovesAndItsCopyIsTheMap() {
        assertThat(snapshotsOfMoves(MOVES, Breaks.NONE)).isZero();
    }

    @Test
    void aClientIsSentNoSnapshotWhenItMovesAndTheReplicasLoseTheirConnections() {
        assertThat(snapshotsOfMoves(MOVES, Breaks.CONNECTIONS)).isZero();
    }

    /** A list leaps over versions; a client that has seen one of those needs a snapshot. */
    @Test
    void itsCopyIsTheMapAlsoWhenAllPodsAreListedAgain() {
        assertThat(snapshotsOfMoves(MOVES / 2, Breaks.HISTORY)).isLessThan(MOVES / 2);
    }

    private int snapshotsOfMoves(int moves, Breaks breaks) {
        // Given
        Stay first = stay(0, "", Map.of());
        assertThat(first.snapshots()).isEqualTo(1);
        String lastId = first.lastId();
        Map<String, String> copy = first.copy();
        int checked = 0;
        int snapshots = 0;

        // When
        for (int move = 0; move < moves; move++) {
            churn(random.nextInt(6));
            disturb(breaks);
            churn(random.nextInt(6));
            Stay stay = stay(random.nextInt(replicas.size()), lastId, copy);

            // Then
            assertThat(stay.snapshots())
                    .as("seed %d, snapshots in move %d", seed, move)
                    .isLessThanOrEqualTo(breaks == Breaks.HISTORY ? 1 : 0);
            snapshots += stay.snapshots();
            lastId = stay.lastId();
            copy = stay.copy();
            checked += stay.checked() ? 1 : 0;
        }
        assertThat(checked).isPositive();
        System.out.println("MovingClientTest: " + moves + " moves, " + checked + " times compared at rest, " + snapshots
                + " snapshots");
        return snapshots;
    }

    private record Stay(String lastId, Map<String, String> copy, int snapshots, boolean checked) {}

    private Stay stay(int number, String lastId, Map<String, String> known) {
        Replica replica = replicas.get(number);
        // A replica that lags catches up while the client waits for it.
        int lag = random.nextInt(20);
        Thread later = new Thread(() -> {
            pause(lag);
            replica.link().catchUp();
        });
        later.start();
        String url = "http://127.0.0.1:" + replica.service().port() + "/events";
        String[] headers = lastId.isEmpty() ? new String[0] : new String[] {"Last-Event-ID", lastId};
        try (EventClient client = EventClient.open(http, url, headers).knowing(known)) {
            int snapshots = 0;
            EventClient.Event event = client.next();
            while (!event.name().equals("bookmark")) {
                assertThat(event.name()).as("seed %d", seed).isNotEqualTo("end");
                snapshots += event.name().equals("snapshot") ? 1 : 0;
                event = client.next();
            }
            churn(random.nextInt(8));
            boolean atRest = lastId.isEmpty() || random.nextInt(3) == 0;
            if (atRest) {
                later.join();
                snapshots += rest(replica, client);
            } else {
                // Leaves in the middle of the changes.
                churn(random.nextInt(8));
                tick();
                EventClient.Event last = client.next();
                snapshots += last.name().equals("snapshot") ? 1 : 0;
            }
            later.join();
            return new Stay(client.lastId().isEmpty() ? lastId : client.lastId(), client.copy(), snapshots, atRest);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Compares when nothing changes any more; returns how many snapshots came until then. */
    private int rest(Replica replica, EventClient client) {
        long version = server.resourceVersion();
        RawHttp.Response[] reached = new RawHttp.Response[1];
        await().until(() -> {
            server.bookmark();
            reached[0] = replica.service().get("/pod?ip=10.0.1.2&wait=1ms&notOlderThan=" + version);
            return reached[0].status() == 404;
        });
        Map<String, String> pods = pods(replica);
        int snapshots = 0;
        int bookmarks = 0;
        while (!client.copy().equals(pods)) {
            EventClient.Event event = client.next();
            bookmarks += event.name().equals("bookmark") ? 1 : 0;
            snapshots += event.name().equals("snapshot") ? 1 : 0;
            assertThat(event.name().equals("end") || bookmarks > 1)
                    .as(
                            "seed %d: %s after all of version %d, copy %s, map %s, which was %s at %s",
                            seed,
                            event,
                            version,
                            client.copy(),
                            pods(replica),
                            pods,
                            reached[0].header("x-watch-version"))
                    .isFalse();
        }
        assertThat(pods.keySet()).isEqualTo(ownedAtServer());
        return snapshots;
    }

    /** IPs with one claimant. */
    private java.util.Set<String> ownedAtServer() {
        Map<String, Integer> claims = new HashMap<>();
        server.pods().forEach(pod -> pod.ips().forEach(ip -> claims.merge(ip, 1, Integer::sum)));
        claims.values().removeIf(count -> count > 1);
        return claims.keySet();
    }

    private static Map<String, String> pods(Replica replica) {
        JsonObject pods = replica.service().get("/pods").json().getJsonObject("pods");
        Map<String, String> names = new HashMap<>();
        pods.fieldNames().forEach(ip -> names.put(ip, pods.getJsonObject(ip).getString("name")));
        return names;
    }

    private void disturb(Breaks breaks) {
        Replica replica = replicas.get(random.nextInt(replicas.size()));
        switch (random.nextInt(6)) {
            case 0, 1 -> replica.link().lag();
            case 2 -> replica.link().catchUp();
            case 3 -> server.strikeOpenWatches(Fault.end());
            case 4 -> {
                if (breaks == Breaks.HISTORY && random.nextBoolean()) {
                    server.compact();
                }
                if (breaks != Breaks.NONE) {
                    replica.link().cut();
                }
            }
            default -> server.bookmark();
        }
    }

    private void churn(int changes) {
        for (int i = 0; i < changes; i++) {
            String name = "pod-" + random.nextInt(PODS);
            switch (random.nextInt(4)) {
                case 0 -> server.delete("default", name);
                case 1 -> server.advance();
                default -> {
                    // Another revision is another pod of the same name.
                    String uid = random.nextBoolean() ? "uid-" + name : "uid-" + name + "-" + ++revision;
                    server.delete("default", name);
                    server.put(ApiPod.running("default", name, uid, "10.0.0." + (1 + random.nextInt(IPS))));
                }
            }
        }
    }

    /** A change that each client is sent. */
    private void tick() {
        server.put(ApiPod.running("default", "tick", "uid-tick-" + ++revision, "10.0.1.1"));
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
