package io.podwatcher.integration.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.apiserver.Fault;
import io.podwatcher.apiserver.Kind;
import io.podwatcher.apiserver.ServerSettings;
import io.podwatcher.apiserver.pods.ApiPod;
import io.podwatcher.integration.service.ProxyQuestions;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Events that are old when they are read: a pod of another namespace has got the caller's IP since, and the watch has
 * not received it yet. Until then all calls are denied, because the map is too old.
 */
class OldEventsIT {

    private static final String IP = "10.0.3.1";
    private static final int BACKLOG = 3000;
    private static final Duration MINUTE = Duration.ofSeconds(66);

    /** So short that no list follows. */
    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(33);

    private final AtomicLong jumped = new AtomicLong();
    private final FaultyCluster cluster = new FaultyCluster(ServerSettings.DEFAULT.withHistoryLimit(10 * BACKLOG));
    private ProxyQuestions proxy;

    @BeforeEach
    void aPodOfTheShopIsLetIn() throws Exception {
        cluster.change();
        cluster.server.put(ApiPod.running("shop", "caller", "uid-caller", IP));
        cluster.watched(
                        () -> System.nanoTime() + jumped.get(),
                        ProxyQuestions.TRUSTED,
                        "WATCH_MAX_AGE=10m",
                        "AUTHORIZE_MAX_AGE=3s")
                .awaitReady();
        cluster.awaitWatched();
        cluster.change();
        cluster.awaitTheMapIsRight();
        proxy = new ProxyQuestions(cluster.service().port());
        await().until(() -> proxy.authorize(IP, "shop").statusCode() == 200);
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void replayedBacklogOfAnOutageLetsNobodyInBeforeItIsOver() {
        // Given
        cluster.server.stop();
        for (int i = 0; i < BACKLOG; i++) {
            cluster.server.put(ApiPod.running("default", "busy-" + i % 10, "uid-busy-" + i % 10, "10.0.4." + i % 200));
        }
        theIpIsReused();
        awaitStale();

        // When
        cluster.server.start();

        // Then
        await().until(() -> {
            HttpResponse<String> answer = proxy.authorize(IP, "shop");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
            return answer.body().contains("wrong_namespace");
        });
    }

    @Test
    void oneOldEventOfAServerThatComesBackAndStallsConfirmsNothing() {
        // Given
        awaitTheNextWatchIsTried();
        cluster.server.stop();
        cluster.server.faults().clear();
        cluster.server.put(ApiPod.running("default", "first", "uid-first", "10.0.5.1"));
        theIpIsReused();
        awaitStale();
        cluster.server.faults().always(Kind.WATCH, Fault.stall().after(1));
        cluster.server.faults().always(Kind.VERSION, Fault.noAnswer());
        cluster.server.faults().always(Kind.LIST, Fault.noAnswer());

        // When
        cluster.server.start();

        // Then
        await().until(() -> cluster.service().status("/pod?ip=10.0.5.1") == 200);
        assertThat(proxy.authorize(IP, "shop").body()).contains("stale");
        cluster.server.faults().clear();
        cluster.server.strikeOpenWatches(Fault.drop());
        await().until(() -> proxy.authorize(IP, "shop").body().contains("wrong_namespace"));
    }

    @Test
    void eventThatWasUnderWayWhileTheMachineWasSuspendedConfirmsNothing() {
        // Given
        cluster.server.faults().always(Kind.VERSION, Fault.noAnswer());

        // When
        jumped.set(MINUTE.toNanos());
        cluster.server.put(ApiPod.running("default", "first", "uid-first", "10.0.5.1"));

        // Then
        await().until(() -> cluster.service().status("/pod?ip=10.0.5.1") == 200);
        assertThat(age()).isGreaterThanOrEqualTo(MINUTE.toSeconds());
        assertThat(proxy.authorize(IP, "shop").body()).contains("stale");
    }

    @Test
    void roundTripAfterASuspensionConfirmsTheMap() {
        // When
        jumped.set(HALF_A_MINUTE.toNanos());

        // Then
        assertThat(age()).isGreaterThanOrEqualTo(HALF_A_MINUTE.toSeconds());
        await().until(() -> proxy.authorize(IP, "shop").statusCode() == 200);
        assertThat(cluster.server.requests().count(Kind.LIST)).isEqualTo(1);
    }

    /** What is in the socket may be from before a restore. */
    @Test
    void aListAfterALongSuspensionConfirmsTheMap() {
        // When
        jumped.set(MINUTE.toNanos());

        // Then
        assertThat(age()).isGreaterThanOrEqualTo(MINUTE.toSeconds());
        await().until(() -> proxy.authorize(IP, "shop").statusCode() == 200);
        assertThat(cluster.server.requests().count(Kind.LIST)).isEqualTo(2);
    }

    /**
     * Ends the watch, and waits until the service asks for the next one in vain: from then on it only asks for watches.
     * On a busy machine, a server that is only stopped may still open the next watch and close it without an event. The
     * service takes that watch for expired, and then only asks for lists, which are not answered here.
     */
    private void awaitTheNextWatchIsTried() {
        cluster.server.faults().always(Kind.WATCH, Fault.closeInsteadOfAnswer());
        int before = cluster.server.requests().count(Kind.WATCH);
        cluster.server.strikeOpenWatches(Fault.end());
        await().until(() -> cluster.server.requests().count(Kind.WATCH) > before);
    }

    private void theIpIsReused() {
        cluster.server.delete("shop", "caller");
        cluster.server.put(ApiPod.running("other", "stranger", "uid-stranger", IP));
    }

    private void awaitStale() {
        await().until(() -> proxy.authorize(IP, "shop").body().contains("stale"));
    }

    private long age() {
        return cluster.service()
                .get("/pod?ip=" + IP)
                .headers()
                .firstValueAsLong("X-Watch-Age")
                .orElseThrow();
    }
}
