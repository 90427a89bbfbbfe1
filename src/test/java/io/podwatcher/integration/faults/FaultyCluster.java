package io.podwatcher.integration.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.podwatcher.Pauses;
import io.podwatcher.apiserver.ApiServer;
import io.podwatcher.apiserver.ServerSettings;
import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.integration.service.RunningService;
import io.podwatcher.watch.api.ClusterAccess;
import io.podwatcher.watch.lifecycle.Backoff;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** The whole service before an API server that fails as a test wants it. Its time-outs are short, so that tests are. */
public final class FaultyCluster implements AutoCloseable {

    /** Within this time the map must be right again. Pauses add up to some seconds; the rest is for busy machines. */
    static final Duration BOUND = Duration.ofSeconds(60);

    private static final int PING_MILLIS = 250;
    private static final int REQUEST_MILLIS = 500;

    /** As the service's own, but short. */
    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofMillis(500));

    public final ApiServer server;
    private RunningService service;
    private int round;

    public FaultyCluster() {
        this(ServerSettings.DEFAULT);
    }

    public FaultyCluster(ServerSettings settings) {
        server = new ApiServer(settings).start();
    }

    /** Starts the service; it need not get ready. */
    FaultyCluster watched(String... settings) throws Exception {
        return watched(System::nanoTime, settings);
    }

    /** The same by another clock. */
    FaultyCluster watched(LongSupplier nanoTime, String... settings) throws Exception {
        service = RunningService.start(
                new ClusterAccess(impatient(server.config()), "test"), nanoTime, Pauses.USUAL.with(BACKOFF), settings);
        return this;
    }

    /** The same with the API server and the credentials that the service finds by itself. */
    public FaultyCluster watchedBy(ClusterAccess access, String... settings) throws Exception {
        ClusterAccess impatient = new ClusterAccess(impatient(access.config()), access.origin());
        service = RunningService.start(impatient, System::nanoTime, Pauses.USUAL.with(BACKOFF), settings);
        return this;
    }

    private static Config impatient(Config config) {
        return new ConfigBuilder(config)
                .withWebsocketPingInterval((long) PING_MILLIS)
                .withRequestTimeout(REQUEST_MILLIS)
                .withConnectionTimeout(REQUEST_MILLIS)
                .build();
    }

    /** What a rolling restart does: one pod goes, another gets its IP, a third changes its own. */
    public void change() {
        round++;
        server.delete("default", "a-" + (round - 1));
        server.put(ApiPod.running("default", "b-" + round, "uid-b-" + round, "10.0.0.1"));
        server.delete("default", "b-" + (round - 1));
        server.put(ApiPod.running("default", "a-" + round, "uid-a-" + round, "10.0.1." + round, "fd00::1:" + round));
        server.put(ApiPod.running("default", "moving", "uid-moving", "10.0.2." + round));
    }

    /** The data of the API server as they are now. */
    Backup backUp() {
        return new Backup(server.resourceVersion(), round);
    }

    /** Brings them back; versions are given again from there on. */
    void restore(Backup backup) {
        server.restore(backup.version());
        round = backup.round();
    }

    /** The API server's data at one moment. */
    record Backup(long version, int round) {}

    /** Waits until each IP is answered as the API server's pods have it now, and no other IP is listed. */
    public void awaitTheMapIsRight() {
        await().atMost(BOUND).untilAsserted(() -> assertThat(listed()).isEqualTo(expected()));
        expected()
                .forEach((ip, uid) -> assertThat(service.json("/pod?ip=" + ip).getString("uid"))
                        .isEqualTo(uid));
    }

    private Map<String, String> expected() {
        Map<String, String> owners = new TreeMap<>();
        for (ApiPod pod : server.pods()) {
            pod.ips().forEach(ip -> owners.put(ip, pod.uid()));
        }
        return owners;
    }

    private Map<String, String> listed() {
        Map<String, String> owners = new TreeMap<>();
        JsonObject pods = service.json("/pods").getJsonObject("pods");
        assertThat(pods).as("synced").isNotNull();
        pods.forEach(entry -> owners.put(entry.getKey(), ((JsonObject) entry.getValue()).getString("uid")));
        return owners;
    }

    public void awaitReady() {
        await().atMost(BOUND).until(() -> service.status("/ready") == 200);
    }

    /** Waits until a watch is open, so that it can meet a fault. */
    public void awaitWatched() {
        await().atMost(BOUND).until(() -> server.openWatches() == 1);
    }

    /** Waits until the service is not ready for this reason. */
    void awaitNotReadyBecauseOf(String words) {
        await().atMost(BOUND).untilAsserted(() -> {
            assertThat(service.json("/ready").encode()).contains(words);
            assertThat(service.status("/ready")).isEqualTo(503);
        });
    }

    /** Waits until the watch is reported to have been restarted for one of these reasons. */
    public void awaitRestart(String... reasons) {
        await().atMost(BOUND).untilAsserted(() -> assertThat(restarts()).containsAnyOf(reasons));
    }

    Set<String> restarts() {
        return watch().getJsonObject("restarts", new JsonObject()).fieldNames();
    }

    /** The state of the watch in /ready. */
    JsonObject watch() {
        return service.json("/ready").getJsonArray("checks").stream()
                .map(JsonObject.class::cast)
                .filter(check -> check.getString("id").equals("watch"))
                .findFirst()
                .orElseThrow()
                .getJsonObject("data");
    }

    RunningService service() {
        return service;
    }

    @Override
    public void close() {
        if (service != null) {
            service.close();
        }
        server.close();
    }
}
