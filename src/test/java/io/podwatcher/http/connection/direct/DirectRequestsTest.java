package io.podwatcher.http.connection.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwatcher.http.FakeCache;
import io.podwatcher.http.RawHttp;
import io.podwatcher.http.Service;
import io.podwatcher.http.WithFakeCache;
import io.podwatcher.messages.lookup.LookupResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectRequestsTest extends WithFakeCache {

    private static final String OWNED = "/pod?ip=10.42.0.5";

    @BeforeEach
    void addPods() {
        cache.is(FakeCache.atVersion("4711"));
        cache.owns("10.42.0.5", FakeCache.pod("shop", "cart", 3000));
        cache.owns("127.0.0.1", FakeCache.pod("shop", "till", 0));
        cache.refuses("192.168.1.10", LookupResult.Refused.HOST_NETWORK);
        cache.refuses("10.42.0.7", FakeCache.AMBIGUOUS);
    }

    /** Vert.x sees a request whose body has not arrived with it. */
    private static String beforeItsBody(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: pod-watcher\r\nContent-Length: 1\r\n\r\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OWNED,
                "/pod?ip=10.42.0.9",
                "/pod?ip=192.168.1.10",
                "/pod?ip=10.42.0.7",
                "/pod?ip=10.42.0.5&trace=1",
                "/pod?ip=nonsense",
                "/authorize?namespace=shop",
                "/authorize?namespace=media",
                "/authorize?namespace=shop&wait=1s",
                "/authorize?namespace=",
                "/authorize?"
            })
    void anAnswerIsTheSameAsVertxWouldSend(String target) {
        // When
        RawHttp.Response direct = service.get(target);
        RawHttp.Response fromVertx;
        try (RawHttp client = service.connect()) {
            fromVertx = client.send(beforeItsBody(target)).read();
        }

        // Then
        assertThat(direct).isEqualTo(fromVertx);
    }

    @ParameterizedTest
    @ValueSource(strings = {OWNED, "/authorize?namespace=shop"})
    void theMapIsAskedOnceForAFrequentRequest(String target) {
        // When
        service.get(target);

        // Then
        assertThat(cache.lookups()).hasSize(1);
    }

    @Test
    void aRefusalIsLeftToVertxWhichAsksTheMapAgain() {
        // When
        RawHttp.Response answer = service.get("/pod?ip=192.168.1.10");

        // Then
        assertThat(answer.reason()).isEqualTo("host_network");
        assertThat(cache.lookups()).isEqualTo(List.of(List.of("192.168.1.10"), List.of("192.168.1.10")));
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrderDirectlyAndByVertx() {
        // Given
        cache.withhold();
        String missing = "/pod?ip=10.42.0.9";
        String unknownPath = "/nothing";
        RawHttp client = service.connect()
                .send(RawHttp.request("GET", OWNED)
                        + RawHttp.request("GET", unknownPath)
                        + RawHttp.request("GET", missing)
                        + beforeItsBody(OWNED)
                        + "x"
                        + RawHttp.request("GET", OWNED)
                        + RawHttp.request("GET", "/authorize?namespace=shop"));
        await().until(() -> cache.lookups().size() == 1);
        service.hasReadEverything();

        // When
        cache.release();

        // Then
        assertThat(client.read().json().getString("name")).isEqualTo("cart");
        assertThat(client.read().reason()).isEqualTo("unknown_path");
        assertThat(client.read().reason()).isEqualTo("not_found");
        assertThat(client.read().json().getString("name")).isEqualTo("cart");
        assertThat(client.read().json().getString("name")).isEqualTo("cart");
        assertThat(client.read().header("x-source-pod")).isEqualTo("till");
        client.close();
    }

    @Test
    void aRequestThatIsPassedOnIsAnsweredBeforeTheNext() {
        // Given
        cache.withhold();
        RawHttp client = service.connect()
                .send(RawHttp.request("GET", "/authorize?namespace=media")
                        + RawHttp.request("GET", "/nothing")
                        + RawHttp.request("GET", "/authorize?namespace=shop"));
        await().until(() -> cache.lookups().size() == 1);
        service.hasReadEverything();

        // When
        cache.release();

        // Then
        assertThat(client.read().status()).isEqualTo(403);
        assertThat(client.read().reason()).isEqualTo("unknown_path");
        assertThat(client.read().header("x-auth-verdict")).isEqualTo("allowed");
        client.close();
    }

    @Test
    void aRequestWhoseBodyIsStillOnItsWayIsLeftToVertx() {
        // Given
        RawHttp client = service.connect();

        // When
        client.send("GET " + OWNED + " HTTP/1.1\r\nHost: pod-watcher\r\nContent-Length: 4\r\n\r\n");
        RawHttp.Response answer = client.read();

        // Then
        assertThat(answer.json().getString("name")).isEqualTo("cart");
        client.close();
    }

    @Test
    void aConnectionThatIsToBeClosedIsClosedAfterTheAnswer() {
        // Given
        RawHttp client = service.connect();

        // When
        client.send("GET " + OWNED + " HTTP/1.1\r\nHost: pod-watcher\r\nConnection: close\r\n\r\n");

        // Then
        assertThat(client.read().status()).isEqualTo(200);
        assertThat(client.isClosedByServer()).isTrue();
        client.close();
    }

    @Test
    void aClientThatHasClosedItsSendingSideIsStillAnswered() {
        // Given
        cache.withhold();
        RawHttp client = service.connect().send(RawHttp.request("GET", OWNED) + RawHttp.request("GET", OWNED));
        client.endSending();
        await().until(() -> cache.lookups().size() == 1);
        service.hasReadEverything();

        // When
        cache.release();

        // Then
        assertThat(client.read().status()).isEqualTo(200);
        assertThat(client.read().status()).isEqualTo(200);
        assertThat(client.isClosedByServer()).isTrue();
        client.close();
    }

    @Test
    void aServerThatStopsStillAnswersWhatItHasReceived(Vertx vertx) {
        // Given
        cache.withhold();
        RawHttp idle = service.connect();
        idle.get("/nothing");
        RawHttp client = service.connect().send(RawHttp.request("GET", OWNED).repeat(3));
        await().until(() -> cache.lookups().size() == 1);
        service.hasReadEverything();

        // When
        Future<Void> stopped = vertx.undeploy(service.deployment());
        assertThat(idle.isClosedByServer()).isTrue();
        cache.release();

        // Then
        for (int i = 0; i < 3; i++) {
            assertThat(client.read().status()).isEqualTo(200);
        }
        assertThat(client.isClosedByServer()).isTrue();
        Service.await(stopped);
        idle.close();
        client.close();
    }

    @Test
    void aClientThatHasGoneKeepsNoOtherFromItsAnswer() {
        // Given
        cache.withhold();
        RawHttp gone = service.connect().send(RawHttp.request("GET", OWNED));
        await().until(() -> cache.lookups().size() == 1);
        RawHttp other = service.connect().send(RawHttp.request("GET", OWNED));
        gone.abort();
        service.hasReadEverything();

        // When
        cache.release();

        // Then
        assertThat(other.read().status()).isEqualTo(200);
        other.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ä", "a\r\nx-source-namespace: admin"})
    void aNameThatNoHeaderCanHoldDoesNotGetIntoTheAnswer(String serviceAccount) {
        // Given
        cache.owns("127.0.0.1", FakeCache.pod("shop", "till", serviceAccount, "{}"));

        // When
        RawHttp.Response direct = service.get("/authorize?namespace=shop");
        RawHttp.Response fromVertx;
        try (RawHttp client = service.connect()) {
            fromVertx = client.send(beforeItsBody("/authorize?namespace=shop")).read();
        }

        // Then
        assertThat(direct).isEqualTo(fromVertx);
        assertThat(direct.header("x-source-namespace")).isNotEqualTo("admin");
    }
}
