package io.podwatcher.cache;

import static io.podwatcher.cache.CacheHarness.gone;
import static io.podwatcher.cache.CacheHarness.present;
import static io.podwatcher.cache.Pods.hostNetwork;
import static io.podwatcher.cache.Pods.live;
import static org.assertj.core.api.Assertions.assertThat;

import io.podwatcher.messages.BusAddresses;
import io.podwatcher.messages.Drain;
import io.podwatcher.messages.lookup.WaitCancelled;
import io.podwatcher.messages.lookup.WaitRequest;
import io.podwatcher.messages.watch.PodsChanged.Part;
import io.vertx.core.Future;
import io.vertx.core.eventbus.ReplyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaitingLookupsTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final CacheHarness cache = new CacheHarness();

    @AfterEach
    void close() {
        cache.close();
    }

    @Test
    void theEventThatBringsTheIpAnswersAllWhoWaitForIt() {
        // Given
        cache.synced(live("other", "10.0.0.2"));
        Future<String> first = await("10.0.0.1", LONG);
        Future<String> second = await("10.0.0.1", LONG);
        Future<String> another = await("10.0.0.3", LONG);
        assertThat(cache.status().waiting()).isEqualTo(3);

        // When
        cache.change(Part.WATCH, present(live("a", "10.0.0.1")));

        // Then
        assertThat(CacheHarness.get(first)).isEqualTo("a");
        assertThat(CacheHarness.get(second)).isEqualTo("a");
        assertThat(another.isComplete()).isFalse();
        assertThat(cache.status().waiting()).isEqualTo(1);
    }

    @Test
    void anIpThatIsKnownIsAnsweredAtOnce() {
        // Given
        cache.synced(live("a", "10.0.0.1"), hostNetwork("node", "192.168.1.1"));

        // Then
        assertThat(CacheHarness.get(await("10.0.0.1", LONG))).isEqualTo("a");
        assertThat(CacheHarness.get(await("192.168.1.1", LONG))).isEqualTo("HOST_NETWORK");
        assertThat(cache.status().waiting()).isZero();
    }

    @Test
    void nobodyWaitsBeforeTheFirstListIsComplete() {
        assertThat(CacheHarness.get(await("10.0.0.1", LONG))).isEqualTo("NOT_SYNCED");
    }

    @Test
    void theDeadlineAnswersThatNobodyHasTheIp() {
        // Given
        cache.synced();

        // Then
        assertThat(CacheHarness.get(await("10.0.0.1", Duration.ofMillis(20)))).isEqualTo("NOT_FOUND");
        assertThat(CacheHarness.get(await("10.0.0.1", Duration.ZERO))).isEqualTo("NOT_FOUND");
        assertThat(cache.status().waiting()).isZero();
    }

    @Test
    void aRelistAnswersWithTheMapAsItIsAfterAllOfIt() {
        // Given
        cache.synced();
        Future<String> waiting = await("10.0.0.1", LONG);

        // When
        cache.change(Part.LIST, present(live("a", "10.0.0.1")));
        assertThat(waiting.isComplete()).isFalse();
        cache.change(Part.LIST_END, present(live("b", "10.0.0.1")), gone("a"));

        // Then
        assertThat(CacheHarness.get(waiting)).isEqualTo("b");
    }

    @Test
    void aPodThatDoesNotClaimTheIpAnswersNobody() {
        // Given
        cache.synced();
        Future<String> waiting = await("10.0.0.1", LONG);

        // When
        cache.change(Part.WATCH, present(Pods.finished("job", "10.0.0.1")));

        // Then
        assertThat(cache.status().waiting()).isEqualTo(1);
        assertThat(waiting.isComplete()).isFalse();
    }

    @Test
    void aClientThatGoesFreesItsPlace() {
        // Given
        cache.synced();
        WaitRequest request = cache.waitRequest("10.0.0.1", LONG);
        cache.await(request);
        Future<String> other = await("10.0.0.1", LONG);

        // When
        cache.send(BusAddresses.WAIT_CANCELLED, new WaitCancelled(request));
        cache.send(BusAddresses.WAIT_CANCELLED, new WaitCancelled(request));

        // Then
        assertThat(cache.status().waiting()).isEqualTo(1);
        cache.change(Part.WATCH, present(live("a", "10.0.0.1")));
        assertThat(CacheHarness.get(other)).isEqualTo("a");
    }

    @Test
    void beyondTheLimitNobodyIsLetWaitAndEachIsCounted() {
        // Given
        cache.synced();
        List<Future<String>> waiting = new ArrayList<>();
        for (int i = 0; i < CacheHarness.WAITS.total(); i++) {
            waiting.add(await("peer-" + i, "10.0.0.1"));
        }

        // When
        Future<String> refused = await("one-more", "10.0.0.2");

        // Then
        assertThat(failureCode(refused)).isEqualTo(WaitRequest.TOO_MANY);
        assertThat(cache.status().waitsRefused()).isEqualTo(1);
        assertThat(cache.status().waiting()).isEqualTo(CacheHarness.WAITS.total());
        cache.change(Part.WATCH, present(live("a", "10.0.0.1")));
        assertThat(waiting)
                .allSatisfy(answer -> assertThat(CacheHarness.get(answer)).isEqualTo("a"));
    }

    @Test
    void onePeerCannotTakeAllWaits() {
        // Given
        cache.synced();
        for (int i = 0; i < CacheHarness.WAITS.perPeer(); i++) {
            await("greedy", "10.0.1." + i);
        }

        // When // Then
        assertThat(failureCode(await("greedy", "10.0.0.1"))).isEqualTo(WaitRequest.TOO_MANY);
        Future<String> other = await("modest", "10.0.0.1");
        cache.change(Part.WATCH, present(live("a", "10.0.0.1")));
        assertThat(CacheHarness.get(other)).isEqualTo("a");
    }

    @Test
    void onePeerCannotTakeAllWaitsForOneIp() {
        // Given
        cache.synced();
        for (int i = 0; i < CacheHarness.WAITS.perPeerAndIp(); i++) {
            await("greedy", "10.0.0.1");
        }

        // When // Then
        assertThat(failureCode(await("greedy", "10.0.0.1"))).isEqualTo(WaitRequest.TOO_MANY);
        Future<String> ofAnotherPeer = await("modest", "10.0.0.1");
        Future<String> forAnotherIp = await("greedy", "10.0.0.2");
        cache.change(Part.WATCH, present(live("a", "10.0.0.1", "10.0.0.2")));
        assertThat(CacheHarness.get(ofAnotherPeer)).isEqualTo("a");
        assertThat(CacheHarness.get(forAnotherIp)).isEqualTo("a");
    }

    @Test
    void aWaitThatEndsFreesItsPlaceHoweverItEnds() {
        // Given
        cache.synced();
        for (int round = 0; round < 3; round++) {
            List<WaitRequest> requests = new ArrayList<>();
            for (int i = 0; i < CacheHarness.WAITS.perPeerAndIp(); i++) {
                WaitRequest request = cache.waitRequest("10.0.0.1", round == 0 ? Duration.ofMillis(20) : LONG);
                requests.add(request);
                Future<String> answer = cache.await(request);
                if (round == 0) {
                    assertThat(CacheHarness.get(answer)).isEqualTo("NOT_FOUND");
                }
            }

            // When
            requests.forEach(request -> cache.send(BusAddresses.WAIT_CANCELLED, new WaitCancelled(request)));

            // Then
            assertThat(cache.status().waiting()).isZero();
        }
        assertThat(cache.status().waitsRefused()).isZero();
    }

    @Test
    void theBusForgetsAWaitWhoseClientHasGone() {
        // Given
        cache.synced();
        WaitRequest request = cache.waitRequest("10.0.0.1", LONG);
        Future<String> waiting = cache.await(request);

        // When
        cache.send(BusAddresses.WAIT_CANCELLED, new WaitCancelled(request));

        // Then
        assertThat(failureCode(waiting)).isEqualTo(WaitRequest.CANCELLED);
    }

    @Test
    void drainingAnswersAllAndLetsNobodyWaitAnyMore() {
        // Given
        cache.synced();
        Future<String> waiting = await("10.0.0.1", LONG);

        // When
        cache.send(BusAddresses.DRAIN, new Drain());

        // Then
        assertThat(CacheHarness.get(waiting)).isEqualTo("NOT_FOUND");
        assertThat(CacheHarness.get(await("10.0.0.1", LONG))).isEqualTo("NOT_FOUND");
    }

    @Test
    void stoppingAnswersAll() {
        // Given
        cache.synced();
        Future<String> waiting = await("10.0.0.1", LONG);

        // When
        CacheHarness.get(cache.undeploy());

        // Then
        assertThat(CacheHarness.get(waiting)).isEqualTo("NOT_FOUND");
    }

    private Future<String> await(String ip, Duration timeout) {
        return cache.await(cache.waitRequest(ip, timeout));
    }

    private Future<String> await(String peer, String ip) {
        return cache.await(cache.waitRequest(peer, ip, LONG));
    }

    private static int failureCode(Future<String> refused) {
        return CacheHarness.get(refused.transform(answer -> answer.cause() instanceof ReplyException reply
                ? Future.succeededFuture(reply.failureCode())
                : Future.failedFuture("not refused: " + answer)));
    }
}
